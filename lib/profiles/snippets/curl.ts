import { type Filled, formFields, type SampleRequest, URL_VARIABLE } from '@/lib/profiles/snippets/request';

/** The inside of double quotes, where the shell fills in variables. */
function fill({ text, variable }: Filled): string {
  return text.replace(/["$`\\]/g, '\\$&') + (variable === null ? '' : `$${variable}`);
}

const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

function dataOptions(body: SampleRequest['body']): string[] {
  if (body === null) return [];
  if (body.format === 'json') return [`--data ${quote(JSON.stringify(body.value, null, 2))}`];
  return formFields(body.value).map(([name, value]) => `--data-urlencode ${quote(`${name}=${value}`)}`);
}

/** A request as a command of curl. */
export function curl({ method, target, headers, body }: SampleRequest): string {
  const implied = body === null ? 'GET' : 'POST';
  const options = [
    ...(method === implied ? [] : [`--request ${method}`]),
    ...headers
      // curl sends this one by itself.
      .filter(([name]) => !(name === 'Content-Type' && body?.format === 'form'))
      .map(([name, value]) => `--header "${name}: ${fill(value)}"`),
    ...dataOptions(body),
  ];
  return [`curl "$${URL_VARIABLE}${fill(target)}"`, ...options].join(' \\\n  ');
}
