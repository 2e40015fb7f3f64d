import { db } from '@/lib/db/client';
import { newId } from '@/lib/ids';

/** A refused call of a key, with the details that help to fix it. */
export interface KeyRefusal {
  keyId: string;
  at: Date;
  code: string;
  operation: string | null;
  address: string;
  requestId: string;
  detail: Readonly<Record<string, string | number>>;
}

/** Replaces what PostgreSQL cannot store in JSON and a caller can send: NUL and half surrogate pairs. */
function toStorable(detail: KeyRefusal['detail']): string {
  return JSON.stringify(detail, (_, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\uFFFD') : value,
  );
}

/** Records refused calls. Calls of keys that no longer exist are left out. */
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
