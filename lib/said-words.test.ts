import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, it } from 'vitest';

/** A provider's own texts are in its own words. The guides of signature schemes name the key of the HMAC. */
const OWN_WORDS =
  /^lib\/(profiles\/(?!reference\/|webhooks\/)[^/]+|db|testing)\/|^lib\/say\.ts$|\.(test|spec)\.tsx?$/;

/** In a sentence, not in a path or in code. */
const OUR_WORD = /(?<![-/`@]|idempotency )\b(keys?|sandbox|Keydesk)\b/i;

const isCode = (text: string) => /\b(SELECT|INSERT INTO|default-src)\b/.test(text);
const isSentence = (text: string) =>
  OUR_WORD.test(text) && /^[A-Z]|\S\s+\S/.test(text.trim()) && !isCode(text);

/** The text of a node without the values in it. */
function textOf(node: ts.Node): string {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isJsxText(node))
    return node.text;
  if (!ts.isTemplateExpression(node)) return '';
  return [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join('…');
}

/** Names in code, errors for operators, and log lines. */
const isOtherText = (node: ts.Node) =>
  ts.isImportDeclaration(node) ||
  (ts.isNewExpression(node) && node.expression.getText().endsWith('Error')) ||
  (ts.isCallExpression(node) && /^log\.|\.describe$/.test(node.expression.getText()));

function isInFunction(node: ts.Node): boolean {
  for (let at = node.parent; at; at = at.parent) if (ts.isFunctionLike(at)) return true;
  return false;
}

function mistakesIn(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const mistakes: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isOtherText(node)) return;
    if (ts.isTaggedTemplateExpression(node)) {
      const isSaid = /^say/.test(node.tag.getText());
      if (isSaid && !isInFunction(node))
        mistakes.push(`${file}: said before the words are set: ${node.getText()}`);
      if (ts.isTemplateExpression(node.template)) {
        for (const { expression } of node.template.templateSpans) visit(expression);
      }
      return;
    }
    if (isSentence(textOf(node))) mistakes.push(`${file}: ${textOf(node).trim()}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return mistakes;
}

const files = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', 'app', 'components', 'lib'],
  {
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((file) => /\.tsx?$/.test(file) && !OWN_WORDS.test(file));

it('says the provider’s word in every sentence about keys', () => {
  expect(files.flatMap(mistakesIn)).toEqual([]);
});
