import type { KeptAnswer } from '@/lib/domain/idempotency/once';
import { type Step, statusOf, toDetails } from '@/lib/gateway/problem';

const JSON_TYPE = 'application/json';
export const PROBLEM_TYPE = 'application/problem+json';

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

/** What is kept of an answer, so that the same request is answered with it again. */
export function toKeptAnswer(result: Step<unknown>, status: number, requestId: string): KeptAnswer {
  return result.ok
    ? { status, body: JSON.stringify(result.value) }
    : { status: statusOf(result.refusal), body: JSON.stringify(toDetails(result.refusal, requestId)) };
}

/** An answer that was given before. */
export function replay({ status, body }: KeptAnswer): Answer {
  const type = status < 400 ? JSON_TYPE : PROBLEM_TYPE;
  return { status, content: body, headers: { 'content-type': type, 'idempotent-replayed': 'true' } };
}
