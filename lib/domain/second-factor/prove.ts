import type { Transaction } from '@/lib/db/client';
import type { MemberActor, StaffActor } from '@/lib/domain/actor';
import { parse } from '@/lib/domain/parse';
import { confirmPassword } from '@/lib/domain/passwords/confirm-password';
import { proveSecondFactorSchema } from '@/lib/domain/second-factor/schema';
import { spendCode } from '@/lib/domain/second-factor/spend-code';
import { countAttempt } from '@/lib/domain/throttle/attempts';
import { transact } from '@/lib/domain/transact';
import type { Result } from '@/lib/errors';

/**
 * Runs work that needs the password and a code of a signed-in user. Refuses with INVALID_REQUEST, TOO_MANY_ATTEMPTS or
 * WRONG_CODE.
 */
export async function withProof<T>(
  person: MemberActor | StaffActor,
  input: unknown,
  work: (tx: Transaction) => Promise<Result<T>>,
): Promise<Result<T>> {
  const { userId, address, sessionId } = person;
  const parsed = parse(proveSecondFactorSchema, input);
  if (!parsed.ok) return parsed;
  const { password, code } = parsed.value;
  const confirmed = await confirmPassword(person, password);
  if (!confirmed.ok) return confirmed;
  const counted = await countAttempt('second-factor', userId, { address, known: sessionId });
  if (!counted.ok) return counted;
  const result = await transact(person, async (tx) => {
    const spent = await spendCode(tx, userId, code);
    return spent.ok ? work(tx) : spent;
  });
  if (result.ok) await counted.value.takeBack();
  return result;
}
