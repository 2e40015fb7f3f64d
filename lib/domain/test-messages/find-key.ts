import { db } from '@/lib/db/client';
import type { Actor, ApiKeyActor, MemberActor } from '@/lib/domain/actor';
import { refuseUnknownKey } from '@/lib/domain/api-keys/own-key';
import { requireVerifiedEmail } from '@/lib/domain/api-keys/verified-email';
import { authorizeMember } from '@/lib/domain/authorize';
import type { Verb } from '@/lib/domain/permissions';
import { ok, type Result } from '@/lib/errors';

/** A member, and the key that the member sends a test message with. */
export interface TestSender {
  member: MemberActor;
  /** The key with its current secret. Whether it can be used is checked when it is locked. */
  apiKey: ApiKeyActor;
}

/**
 * The key of the actor's workspace with an id, if the actor may do the verb in its environment. Refuses with NOT_FOUND (also
 * for a key of another workspace), FORBIDDEN, NOT_FOR_SUPPORT or EMAIL_NOT_VERIFIED.
 * @param scope what the key needs; null: nothing
 */
export async function findTestSender(
  actor: Actor,
  verb: Verb,
  { keyId, scope }: { keyId: string; scope: string | null },
): Promise<Result<TestSender>> {
  // Who may do it in the live environment may also do it in the sandbox.
  const person = authorizeMember(actor, verb, 'sandbox');
  if (!person.ok) return person;
  const { workspaceId } = person.value;
  const key = await db().apiKey.findFirst({
    where: { id: keyId, workspaceId },
    select: { id: true, environment: true, secrets: { where: { replacedAt: null }, select: { id: true } } },
  });
  const secret = key?.secrets[0];
  if (!key || !secret) return refuseUnknownKey();
  const { environment } = key;
  const authorized = authorizeMember(actor, verb, environment);
  if (!authorized.ok) return authorized;
  const member = authorized.value;
  const verified = requireVerifiedEmail(member, environment);
  if (!verified.ok) return verified;
  const { address } = member;
  const apiKey = {
    kind: 'apiKey',
    keyId: key.id,
    secretId: secret.id,
    workspaceId,
    environment,
    scope,
    address,
  } as const;
  return ok({ member, apiKey });
}
