import type { KeptAnswer } from '@/lib/domain/idempotency/once';

const JSON_TYPE = 'application/json';

/** What a call is answered, ready to be written. */
export interface Answer {
  status: number;
  content: string;
  headers: Record<string, string>;
}

/** The answer of an operation that succeeded. */
export function toAnswer(status: number, body: unknown): Answer {
  return { status, content: JSON.stringify(body), headers: { 'content-type': JSON_TYPE } };
}

/** What is kept of the answer of an operation that succeeded, so that the same request is answered with it again. */
export function toKeptAnswer(status: number, body: unknown): KeptAnswer {
  return { status, body: JSON.stringify(body) };
}

/** An answer that was given before. */
export function replay({ status, body }: KeptAnswer): Answer {
  return { status, content: body, headers: { 'content-type': JSON_TYPE, 'idempotent-replayed': 'true' } };
}
