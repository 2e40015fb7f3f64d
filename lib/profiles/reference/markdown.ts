import type { Block, Field, ReferencePage, Section } from '@/lib/profiles/reference/content';
import { LANGUAGES } from '@/lib/profiles/snippets/languages';

/** How Markdown names the languages that it highlights. */
const FENCES: Record<string, string> = { curl: 'sh' };

function fence(language: string, text: string): string {
  return `\`\`\`${FENCES[language] ?? language}\n${text}\n\`\`\``;
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

function fieldRow({ name, type, required, description }: Field): string[] {
  return [`\`${name}\``, type, required ? 'yes' : 'no', description];
}

function fieldTable(of: 'request' | 'response', fields: readonly Field[]): string {
  const required = of === 'request' ? 'Required' : 'Always present';
  return table(['Field', 'Type', required, 'Description'], fields.map(fieldRow));
}

function toText(block: Block): string {
  switch (block.kind) {
    case 'text':
      return block.text;
    case 'list':
      return block.items.map((item) => `- ${item}`).join('\n');
    case 'table':
      return table(block.head, block.rows);
    case 'code':
      return `${block.title}:\n\n${fence(block.language, block.text)}`;
    case 'samples':
      return block.samples
        .map(({ language, text }) => `${block.title} (${LANGUAGES[language]}):\n\n${fence(language, text)}`)
        .join('\n\n');
    case 'endpoint':
      return `\`${block.method} ${block.path}\``;
    case 'fields':
      return `${block.title}:\n\n${fieldTable(block.of, block.fields)}`;
    // It needs the page.
    case 'tryIt':
      return '';
  }
}

function sectionText({ title, blocks, sections = [] }: Section, level: number): string[] {
  return [
    `${'#'.repeat(level)} ${title}`,
    ...blocks.map(toText).filter(Boolean),
    ...sections.flatMap((section) => sectionText(section, level + 1)),
  ];
}

/** Links from the root of the origin, as full addresses: Markdown is also read elsewhere. */
function withOrigin(text: string, origin: string): string {
  return text.replaceAll('](/', `](${origin}/`);
}

/**
 * A page of the API reference as Markdown (CommonMark with tables).
 * @param origin the address that customers open, without a trailing slash
 */
export function toMarkdown({ title, summary, sections }: ReferencePage, origin: string): string {
  const parts = [`# ${title}`, summary, ...sections.flatMap((section) => sectionText(section, 2))];
  return `${withOrigin(parts.join('\n\n'), origin)}\n`;
}
