import type { BodyFormat } from '@/lib/profiles/body-format';

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    // The step that reads the input refuses it.
    return undefined;
  }
}

/** The texts in these fields of a body. A body that cannot be read has none. */
export function textsInFields(body: Buffer, format: BodyFormat, fields: readonly string[]): string[] {
  if (format === 'form') {
    const form = new URLSearchParams(body.toString('utf8'));
    return fields.flatMap((field) => form.getAll(field)).filter(Boolean);
  }
  const json = readJson(body);
  if (typeof json !== 'object' || json === null) return [];
  return fields.flatMap((field) => {
    const value: unknown = Reflect.get(json, field);
    return typeof value === 'string' && value !== '' ? value : [];
  });
}
