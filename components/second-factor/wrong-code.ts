import { type Result, refuseFields } from '@/lib/errors';

/** Turns the refusal of a wrong code into an error of the field `code`, where the user corrects it. */
export function atCodeField<T>(result: Result<T>): Result<T> {
  if (result.ok || result.refusal.code !== 'WRONG_CODE') return result;
  return refuseFields({ code: result.refusal.message });
}
