import { parse } from 'content-type';

const UTF_8 = ['utf-8', 'utf8'];

function isJsonInUtf8(value: string): boolean {
  const { type, parameters } = parse(value);
  return type === 'application/json' && UTF_8.includes((parameters.charset ?? 'utf-8').toLowerCase());
}

/** Whether each Content-Type that was sent, and at least one, is JSON in UTF-8. Other parameters mean nothing (RFC 8259, 11). */
export function isJson(contentTypes: readonly string[]): boolean {
  return contentTypes.length > 0 && contentTypes.every(isJsonInUtf8);
}

/** Whether the Content-Encoding headers list no coding but `identity` (RFC 9110, 8.4). */
export function isUncoded(contentEncodings: readonly string[]): boolean {
  const codings = contentEncodings.flatMap((value) => value.split(','));
  return codings.every((coding) => ['', 'identity'].includes(coding.trim().toLowerCase()));
}
