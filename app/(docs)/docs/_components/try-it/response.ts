/** What the reader sees of a response. */
export interface TryItResponse {
  status: number;
  headers: readonly (readonly [name: string, value: string])[];
  body: string;
}

/** Headers that say nothing about the API. */
const LEFT_OUT = [
  'cache-control',
  'connection',
  'content-length',
  'date',
  'keep-alive',
  'strict-transport-security',
  'x-content-type-options',
];

function indent(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** Reads a response to its end. JSON is indented. */
export async function readResponse(response: Response): Promise<TryItResponse> {
  return {
    status: response.status,
    headers: [...response.headers].filter(([name]) => !LEFT_OUT.includes(name)),
    body: indent(await response.text()),
  };
}
