import type { Transaction } from '@/lib/db/client';
import type { CustomerActor, StaffActor } from '@/lib/domain/actor';
import { parse } from '@/lib/domain/parse';
import { checkPasskey } from '@/lib/domain/passkeys/check';
import { confirmPassword } from '@/lib/domain/passwords/confirm-password';
import { proveSecondFactorSchema } from '@/lib/domain/second-factor/schema';
import { spendProof } from '@/lib/domain/second-factor/spend-proof';
import { countAttempt } from '@/lib/domain/throttle/attempts';
import { transact } from '@/lib/domain/transact';
import type { Result } from '@/lib/errors';

/**
 * Runs work that needs the password of a signed-in user and, if they have a second factor, a code or a passkey. Refuses with
 * INVALID_REQUEST, TOO_MANY_ATTEMPTS, WRONG_CODE or INVALID_CREDENTIALS.
 */
export async function withProof<T>(
  person: CustomerActor | StaffActor,
  input: unknown,
  work: (tx: Transaction) => Promise<Result<T>>,
): Promise<Result<T>> {
  const { userId, address, sessionId } = person;
  const parsed = parse(proveSecondFactorSchema, input);
  if (!parsed.ok) return parsed;
  const { password, code, passkey } = parsed.value;
  const confirmed = await confirmPassword(person, password);
  if (!confirmed.ok) return confirmed;
  const counted =
    code === undefined ? null : await countAttempt('second-factor', userId, { address, known: sessionId });
  if (counted && !counted.ok) return counted;
  const checked = passkey && (await checkPasskey(passkey, { purpose: 'confirm', holder: sessionId }));
  if (checked && !checked.ok) return checked;
  const result = await transact(person, async (tx) => {
    const spent = await spendProof(tx, userId, { code, passkey: checked?.value });
    return spent.ok ? work(tx) : spent;
  });
  if (result.ok) await counted?.value.takeBack();
  return result;
}
