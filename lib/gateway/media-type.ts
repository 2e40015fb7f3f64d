import { parse } from 'content-type';
import { BODY_FORMATS, type BodyFormat, MEDIA_TYPES } from '@/lib/profiles/body-format';

const UTF_8 = ['utf-8', 'utf8'];

function formatOf(value: string): BodyFormat | undefined {
  const { type, parameters } = parse(value);
  const isUtf8 = UTF_8.includes((parameters.charset ?? 'utf-8').toLowerCase());
  return isUtf8 ? BODY_FORMATS.find((format) => MEDIA_TYPES[format] === type) : undefined;
}

/**
 * The format in the Content-Type headers. Undefined without one, with two different ones, or with another format or
 * charset than UTF-8. Other parameters are ignored (RFC 8259, 11).
 */
export function bodyFormat(contentTypes: readonly string[]): BodyFormat | undefined {
  const [format, ...others] = contentTypes.map(formatOf);
  return others.every((other) => other === format) ? format : undefined;
}

/** Whether the Content-Encoding headers have no coding except `identity` (RFC 9110, 8.4). */
export function isUncoded(contentEncodings: readonly string[]): boolean {
  const codings = contentEncodings.flatMap((value) => value.split(','));
  return codings.every((coding) => ['', 'identity'].includes(coding.trim().toLowerCase()));
}
