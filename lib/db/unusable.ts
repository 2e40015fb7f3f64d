import { OperatorError } from '@/lib/operator-error';

/** @param why the rest of the sentence, which says what to change */
export function unusable(why: string): OperatorError {
  return new OperatorError(`The database that DATABASE_URL names cannot be used: ${why}.`);
}
