import { FieldList } from '@/app/(docs)/docs/_components/field-list';
import { MethodBadge } from '@/app/(docs)/docs/_components/method-badge';
import { Samples } from '@/app/(docs)/docs/_components/samples';
import { Table } from '@/app/(docs)/docs/_components/table';
import { TryIt } from '@/app/(docs)/docs/_components/try-it/try-it';
import { Code, CodeBlock } from '@/components/code/code-block';
import { CopyCode } from '@/components/code/copy-code';
import { InlineText } from '@/components/inline-text';
import type { Block } from '@/lib/profiles/reference/content';
import { LANGUAGES } from '@/lib/profiles/snippets/languages';

/** A block of the reference. `section` is the title of the section that it is in. */
export function BlockView({ block, section }: { block: Block; section: string }) {
  switch (block.kind) {
    case 'text':
      return (
        <p>
          <InlineText text={block.text} />
        </p>
      );
    case 'list':
      return (
        <ul className="list-disc space-y-1.5 pl-5 marker:text-ink-muted">
          {block.items.map((item) => (
            <li key={item}>
              <InlineText text={item} />
            </li>
          ))}
        </ul>
      );
    case 'table':
      return <Table name={section} head={block.head} rows={block.rows} />;
    case 'code':
      return <CodeBlock title={block.title} name={`${section}, ${block.title}`} text={block.text} />;
    case 'samples':
      return (
        <Samples
          name={block.title === section ? section : `${section}, ${block.title}`}
          panels={block.samples.map(({ language, text }) => {
            const name = `${section}, ${block.title} in ${LANGUAGES[language]}`;
            return {
              language,
              copy: <CopyCode name={name} text={text} />,
              code: <Code name={name} text={text} />,
            };
          })}
        />
      );
    case 'endpoint':
      return (
        <p translate="no" className="flex flex-wrap items-center gap-2 font-mono text-[0.8125rem]">
          <MethodBadge method={block.method} />
          <span className="wrap-anywhere">{block.path}</span>
        </p>
      );
    case 'fields':
      return <FieldList block={block} />;
    case 'tryIt':
      return <TryIt name={section} request={block.request} />;
  }
}
