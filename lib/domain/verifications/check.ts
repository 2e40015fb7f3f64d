import type { PreparedTransaction } from '@/lib/db/prepared';
import type { Actor } from '@/lib/domain/actor';
import { recordAuditPrepared } from '@/lib/domain/audit/record';
import { authorizeApiKey } from '@/lib/domain/authorize';
import type { IdempotentRequest, OperationResult } from '@/lib/domain/idempotency/idempotent-request';
import { transactForKey } from '@/lib/domain/key-calls/transact-for-key';
import { parse } from '@/lib/domain/parse';
import { isCorrect } from '@/lib/domain/verifications/code';
import { countAttempts, markVerified } from '@/lib/domain/verifications/count-attempts';
import { checkVerificationSchema } from '@/lib/domain/verifications/schema';
import { ok, type Result, refuse } from '@/lib/errors';

/** The answer to a code. It does not say why a code is not correct. */
export interface CheckedCode {
  verified: boolean;
}

/**
 * Checks a code that a person entered, for one verification or for the open ones of a recipient: of one purpose, or of any.
 * A correct code can be used once. Codes that are wrong, used, replaced or expired, and codes of recipients without a verification, get the
 * same answer after the same work. With `request`, a repeated request gets the first answer.
 *
 * Refuses with INVALID_REQUEST, NOT_FOUND for an id that is not in the key's workspace and environment, INVALID_API_KEY if
 * the key is no longer valid, IDEMPOTENCY_CONFLICT, or FORBIDDEN for anyone but a key.
 */
export async function checkVerification(
  actor: Actor,
  input: unknown,
  request?: IdempotentRequest<CheckedCode>,
): Promise<OperationResult<CheckedCode>> {
  const parsed = parse(checkVerificationSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'verifications/check');
  if (!authorized.ok) return authorized;
  const apiKey = authorized.value;
  const { target, code } = parsed.value;

  const check = async (tx: PreparedTransaction): Promise<Result<CheckedCode>> => {
    const checked = await countAttempts(tx, apiKey, target);
    if (checked.length === 0 && 'id' in target) return refuse('NOT_FOUND', 'There is no such verification.');
    // Without a verification, the same work is done.
    if (checked.length === 0) isCorrect('', code, null);
    const correct = checked.find(({ id, codeHash }) => isCorrect(id, code, codeHash));
    if (correct) markVerified(tx, apiKey, correct.id);
    const verified = correct !== undefined;
    recordAuditPrepared(tx, apiKey, {
      action: 'verifications.check',
      targetId: (correct ?? checked[0])?.id,
      detail: { verified },
    });
    return ok({ verified });
  };
  return transactForKey(apiKey, { request, work: check });
}
