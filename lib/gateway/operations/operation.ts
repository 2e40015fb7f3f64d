import type { z } from 'zod';
import type { ApiKeyActor } from '@/lib/domain/actor';
import type { KnownKey } from '@/lib/domain/api-keys/look-up';
import type { KeptAnswer, Once } from '@/lib/domain/idempotency/once';
import type { Result } from '@/lib/errors';

export interface CallInput {
  query: Record<string, string>;
  /** What JSON the body holds. */
  body: unknown;
}

/** A call that every step has let pass: what an operation gets to see of it. */
export interface AdmittedCall extends CallInput {
  actor: ApiKeyActor;
  key: KnownKey;
  /** What the path names, such as `id`. */
  params: Record<string, string>;
  /** For an operation with an effect, when the caller wants it to take effect once; it is given the answer's body. */
  once: Once<unknown> | undefined;
}

/** What an operation comes to: a body, a refusal, or the answer that the same request was given before. */
export type Ran<Body> = Result<Body> | { ok: true; kept: KeptAnswer };

/** One thing that the API does: it puts a verb of the domain into the words of HTTP. */
export interface Operation<Body = unknown> {
  /** The status of its answer. */
  status: number;
  /** What its answer's body looks like. */
  answer: z.ZodType<Body>;
  run(call: AdmittedCall): Promise<Ran<Body>>;
}
