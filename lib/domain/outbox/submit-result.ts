/** What happened when something was submitted to another system. */
export type SubmitResult =
  | { outcome: 'accepted' }
  /** The other system will never accept it. */
  | { outcome: 'refused'; reason: string }
  /** It is unknown whether it arrived. Submit it again with the same id. */
  | { outcome: 'failed'; reason: string; retryAfterMs?: number };
