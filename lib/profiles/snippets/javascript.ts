import type { Filled } from '@/lib/profiles/snippets/filled';
import { type Notation, toLiteral } from '@/lib/profiles/snippets/literal';
import { formFields, type SampleRequest, URL_VARIABLE } from '@/lib/profiles/snippets/request';
import type { SigningCode } from '@/lib/profiles/snippets/signing';

const text = (value: string) =>
  `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
const name = (key: string) => (/^[A-Za-z_]\w*$/.test(key) ? key : text(key));

const NOTATION: Notation = {
  step: 2,
  text,
  key: (key) => `${name(key)}: `,
  object: ['{', '}'],
  list: ['[', ']'],
  words: { true: 'true', false: 'false', null: 'null' },
};

const variable = (key: string) => `process.env.${key}`;

function fill({ text: start, variable: key }: Filled): string {
  if (key === null) return text(start);
  return start === '' ? variable(key) : `\`${start}\${${variable(key)}}\``;
}

function address({ target }: SampleRequest): string {
  const end = target.variable === null ? '' : `\${${variable(target.variable)}}`;
  return `\`\${${variable(URL_VARIABLE)}}${target.text}${end}\``;
}

function bodyOf({ body }: SampleRequest, indent: number): string | null {
  if (body === null) return null;
  if (body.format === 'json') return `JSON.stringify(${toLiteral(body.value, NOTATION, indent)})`;
  return `new URLSearchParams(${toLiteral(Object.fromEntries(formFields(body.value)), NOTATION, indent)})`;
}

function call(request: SampleRequest, url: string, headers: [string, string][], body: string | null): string {
  const { method } = request;
  return [
    `const response = await fetch(${url}, {`,
    ...(method === 'GET' ? [] : [`  method: '${method}',`]),
    '  headers: {',
    ...headers.map(([key, value]) => `    ${name(key)}: ${value},`),
    '  },',
    ...(body === null ? [] : [body === 'body' ? '  body,' : `  body: ${body},`]),
    '});',
    'console.log(response.status, await response.text());',
  ].join('\n');
}

const headersOf = ({ headers }: SampleRequest) =>
  headers.map(([key, value]): [string, string] => [key, fill(value)]);

/** A request as a program for Node. */
export function javascript(request: SampleRequest): string {
  return call(request, address(request), headersOf(request), bodyOf(request, 2));
}

/** The same with a signature. `signing` finds the address in `url` and the body in `body`. */
export function signedJavascript(request: SampleRequest, signing: SigningCode): string {
  const body = bodyOf(request, 0);
  return [
    ...signing.imports,
    '',
    `const url = ${address(request)};`,
    `const body = ${body ?? "''"}${request.body?.format === 'form' ? '.toString()' : ''};`,
    '',
    ...signing.lines,
    '',
    call(request, 'url', [...headersOf(request), ...signing.headers], body && 'body'),
  ].join('\n');
}
