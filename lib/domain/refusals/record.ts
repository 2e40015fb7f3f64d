import { db } from '@/lib/db/client';
import { newId } from '@/lib/ids';

/** A call of a key that was refused, and what helps its owner to fix it. */
export interface KeyRefusal {
  keyId: string;
  at: Date;
  code: string;
  operation: string | null;
  address: string;
  requestId: string;
  detail: Readonly<Record<string, string | number>>;
}

/** What PostgreSQL keeps as JSON: neither NUL nor half a surrogate pair, which a caller may well have sent. */
function toStorable(detail: KeyRefusal['detail']): string {
  return JSON.stringify(detail, (_, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\uFFFD') : value,
  );
}

/** Writes refusals into the logs of their keys; of keys that are gone, none. */
export async function recordRefusals(refusals: readonly KeyRefusal[]): Promise<void> {
  await db().$executeRaw`
    INSERT INTO key_refusals (id, api_key_id, at, code, operation, address, request_id, detail)
    SELECT refusal.* FROM unnest(
      ${refusals.map(() => newId('ref'))}::text[],
      ${refusals.map(({ keyId }) => keyId)}::text[],
      ${refusals.map(({ at }) => at)}::timestamptz[],
      ${refusals.map(({ code }) => code)}::text[],
      ${refusals.map(({ operation }) => operation)}::text[],
      ${refusals.map(({ address }) => address)}::text[],
      ${refusals.map(({ requestId }) => requestId)}::text[],
      ${refusals.map(({ detail }) => toStorable(detail))}::jsonb[]
    ) AS refusal(id, key_id, at, code, operation, address, request_id, detail)
    JOIN api_keys ON api_keys.id = refusal.key_id`;
}
