import type { Filled } from '@/lib/profiles/snippets/filled';
import { formFields, type SampleRequest, URL_VARIABLE } from '@/lib/profiles/snippets/request';
import type { SigningCode } from '@/lib/profiles/snippets/signing';

interface CurlStyle {
  /** What is written in place of a variable. Other variables are left to the shell. */
  values?: Readonly<Record<string, string>>;
  oneLine?: boolean;
}

const escaped = (text: string) => text.replace(/["$`\\]/g, '\\$&');
const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** The inside of double quotes, where the shell fills in variables. */
function fill({ text, variable }: Filled, values: Readonly<Record<string, string>>): string {
  if (variable === null) return escaped(text);
  const value = values[variable];
  return escaped(text) + (value === undefined ? `$${variable}` : escaped(value));
}

/** The inside of double quotes with the address that is called. */
function address({ target }: SampleRequest, values: Readonly<Record<string, string>>): string {
  return fill({ text: '', variable: URL_VARIABLE }, values) + fill(target, values);
}

function dataOptions(body: SampleRequest['body'], oneLine: boolean): string[] {
  if (body === null) return [];
  if (body.format === 'json') return [`--data ${quote(JSON.stringify(body.value, null, oneLine ? 0 : 2))}`];
  return formFields(body.value).map(([name, value]) => `--data-urlencode ${quote(`${name}=${value}`)}`);
}

function command(parts: string[], oneLine: boolean): string {
  return parts.join(oneLine ? ' ' : ' \\\n  ');
}

/** What curl does not send or set by itself. */
function optionsOf(
  { method, headers, body }: SampleRequest,
  values: Readonly<Record<string, string>>,
): string[] {
  const implied = body === null ? 'GET' : 'POST';
  return [
    ...(method === implied ? [] : [`--request ${method}`]),
    ...headers
      .filter(([name]) => !(name === 'Content-Type' && body?.format === 'form'))
      .map(([name, value]) => `--header "${name}: ${fill(value, values)}"`),
  ];
}

/** A request as a command of curl. */
export function curl(request: SampleRequest, { values = {}, oneLine = false }: CurlStyle = {}): string {
  const options = [...optionsOf(request, values), ...dataOptions(request.body, oneLine)];
  return command([`curl "${address(request, values)}"`, ...options], oneLine);
}

/** The same with a signature. `signing` finds the address in `url` and the body in `body`. */
export function signedCurl(request: SampleRequest, signing: SigningCode): string {
  const { body } = request;
  const text =
    body?.format === 'form'
      ? new URLSearchParams(formFields(body.value)).toString()
      : JSON.stringify(body?.value, null, 2);
  const headers = signing.headers.map(([name, value]) => `--header "${name}: ${value}"`);
  const data = body === null ? [] : ['--data-raw "$body"'];
  return [
    `url="${address(request, {})}"`,
    `body=${body === null ? "''" : quote(text)}`,
    '',
    ...signing.lines,
    '',
    command(['curl "$url"', ...optionsOf(request, {}), ...headers, ...data], false),
  ].join('\n');
}
