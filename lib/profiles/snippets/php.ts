import type { Filled } from '@/lib/profiles/snippets/filled';
import { type Notation, toLiteral } from '@/lib/profiles/snippets/literal';
import { formFields, type SampleRequest, URL_VARIABLE } from '@/lib/profiles/snippets/request';
import type { SigningCode } from '@/lib/profiles/snippets/signing';

const text = (value: string) => `'${value.replace(/[\\']/g, '\\$&')}'`;

const NOTATION: Notation = {
  step: 4,
  text,
  key: (key) => `${text(key)} => `,
  object: ['[', ']'],
  list: ['[', ']'],
  words: { true: 'true', false: 'false', null: 'null' },
};

const variable = (key: string) => `getenv('${key}')`;

function fill({ text: start, variable: key }: Filled): string {
  if (key === null) return text(start);
  return start === '' ? variable(key) : `${text(start)} . ${variable(key)}`;
}

const address = ({ target }: SampleRequest) => `${variable(URL_VARIABLE)} . ${fill(target)}`;

function bodyOf({ body }: SampleRequest): string | null {
  if (body === null) return null;
  if (body.format === 'json') return `json_encode(${toLiteral(body.value, NOTATION, 0)})`;
  return `http_build_query(${toLiteral(Object.fromEntries(formFields(body.value)), NOTATION, 0)})`;
}

function call({ method }: SampleRequest, headers: [string, string][], hasBody: boolean): string {
  return [
    '$context = stream_context_create([',
    "    'http' => [",
    ...(method === 'GET' ? [] : [`        'method' => '${method}',`]),
    "        'header' => [",
    ...headers.map(([key, value]) => `            ${joined(key, value)},`),
    '        ],',
    ...(hasBody ? ["        'content' => $body,"] : []),
    "        'ignore_errors' => true,",
    '    ],',
    ']);',
    'echo file_get_contents($url, false, $context), PHP_EOL;',
  ].join('\n');
}

/** A header line as one expression; a text at the value's start becomes part of the name's. */
function joined(name: string, value: string): string {
  return value.startsWith("'") ? `'${name}: ${value.slice(1)}` : `'${name}: ' . ${value}`;
}

const headersOf = ({ headers }: SampleRequest) =>
  headers.map(([key, value]): [string, string] => [key, fill(value)]);

/** A request as a program for PHP, without extensions. */
export function php(request: SampleRequest): string {
  const body = bodyOf(request);
  return [
    '<?php',
    `$url = ${address(request)};`,
    ...(body === null ? [] : [`$body = ${body};`]),
    '',
    call(request, headersOf(request), body !== null),
  ].join('\n');
}

/** The same with a signature. `signing` finds the address in `$url` and the body in `$body`. */
export function signedPhp(request: SampleRequest, signing: SigningCode): string {
  const body = bodyOf(request);
  return [
    '<?php',
    `$url = ${address(request)};`,
    `$body = ${body ?? "''"};`,
    '',
    ...signing.lines,
    '',
    call(request, [...headersOf(request), ...signing.headers], body !== null),
  ].join('\n');
}
