/** What happened when something was submitted to another system. */
export type SubmitResult =
  | { outcome: 'accepted' }
  /** The other system will never accept it. */
  | { outcome: 'refused'; reason: string }
  /** It may not have arrived. Submit it again, under the same id. */
  | { outcome: 'failed'; reason: string; retryAfterMs?: number };
