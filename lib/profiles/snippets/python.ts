import type { Filled } from '@/lib/profiles/snippets/filled';
import { type Notation, toLiteral } from '@/lib/profiles/snippets/literal';
import { formFields, type SampleRequest, URL_VARIABLE } from '@/lib/profiles/snippets/request';
import type { SigningCode } from '@/lib/profiles/snippets/signing';

/** Python reads the escapes of JSON as JSON does, apart from surrogate pairs, which JSON.stringify leaves as they are. */
const text = (value: string) => JSON.stringify(value);

const NOTATION: Notation = {
  step: 4,
  text,
  key: (key) => `${text(key)}: `,
  object: ['{', '}'],
  list: ['[', ']'],
  words: { true: 'True', false: 'False', null: 'None' },
};

const variable = (key: string) => `os.environ["${key}"]`;

function fill({ text: start, variable: key }: Filled): string {
  if (key === null) return text(start);
  return start === '' ? variable(key) : `${text(start)} + ${variable(key)}`;
}

const address = ({ target }: SampleRequest) => `${variable(URL_VARIABLE)} + ${fill(target)}`;

function bodyOf({ body }: SampleRequest, indent: number): string | null {
  if (body === null) return null;
  if (body.format === 'json') return `json.dumps(${toLiteral(body.value, NOTATION, indent)}).encode()`;
  const fields = toLiteral(Object.fromEntries(formFields(body.value)), NOTATION, indent);
  return `urllib.parse.urlencode(${fields}).encode()`;
}

function importsOf({ body }: SampleRequest, more: readonly string[] = []): string[] {
  const parser = body?.format === 'json' ? ['import json'] : body ? ['import urllib.parse'] : [];
  return [...new Set([...more, ...parser, 'import os', 'import urllib.request'])].sort();
}

function call(
  { method }: SampleRequest,
  url: string,
  headers: [string, string][],
  body: string | null,
): string {
  return [
    'request = urllib.request.Request(',
    `    ${url},`,
    `    method="${method}",`,
    '    headers={',
    ...headers.map(([key, value]) => `        ${text(key)}: ${value},`),
    '    },',
    ...(body === null ? [] : [`    data=${body},`]),
    ')',
    'with urllib.request.urlopen(request) as response:',
    '    print(response.status, response.read().decode())',
  ].join('\n');
}

const headersOf = ({ headers }: SampleRequest) =>
  headers.map(([key, value]): [string, string] => [key, fill(value)]);

/** A request as a program for Python 3, with its standard library alone. */
export function python(request: SampleRequest): string {
  return [
    ...importsOf(request),
    '',
    call(request, address(request), headersOf(request), bodyOf(request, 4)),
  ].join('\n');
}

/** The same with a signature. `signing` finds the address in `url` and the bytes of the body in `body`. */
export function signedPython(request: SampleRequest, signing: SigningCode): string {
  const body = bodyOf(request, 0);
  return [
    ...importsOf(request, signing.imports),
    '',
    `url = ${address(request)}`,
    `body = ${body ?? 'b""'}`,
    '',
    ...signing.lines,
    '',
    call(request, 'url', [...headersOf(request), ...signing.headers], body && 'body'),
  ].join('\n');
}
