import { type Filled, formFields, type SampleRequest, URL_VARIABLE } from '@/lib/profiles/snippets/request';

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

function dataOptions(body: SampleRequest['body'], oneLine: boolean): string[] {
  if (body === null) return [];
  if (body.format === 'json') return [`--data ${quote(JSON.stringify(body.value, null, oneLine ? 0 : 2))}`];
  return formFields(body.value).map(([name, value]) => `--data-urlencode ${quote(`${name}=${value}`)}`);
}

/** A request as a command of curl. */
export function curl(
  { method, target, headers, body }: SampleRequest,
  { values = {}, oneLine = false }: CurlStyle = {},
): string {
  const implied = body === null ? 'GET' : 'POST';
  const api = fill({ text: '', variable: URL_VARIABLE }, values);
  const options = [
    ...(method === implied ? [] : [`--request ${method}`]),
    ...headers
      // curl sends this one by itself.
      .filter(([name]) => !(name === 'Content-Type' && body?.format === 'form'))
      .map(([name, value]) => `--header "${name}: ${fill(value, values)}"`),
    ...dataOptions(body, oneLine),
  ];
  return [`curl "${api}${fill(target, values)}"`, ...options].join(oneLine ? ' ' : ' \\\n  ');
}
