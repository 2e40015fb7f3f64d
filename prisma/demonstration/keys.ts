import { randomUUID } from 'node:crypto';
import { DAY, HOUR, MINUTE, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Role } from '@/lib/db/generated/enums';
import type { ApiKeyActor, MemberActor } from '@/lib/domain/actor';
import { createApiKey } from '@/lib/domain/api-keys/create';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { sendBatch } from '@/lib/domain/batches/send';
import type { OperationResult } from '@/lib/domain/idempotency/with-idempotency';
import { sendMessages } from '@/lib/domain/messages/send';
import { recordUse } from '@/lib/domain/usage/record';
import { currentProfile } from '@/lib/profiles/current';
import { sends } from '@/lib/profiles/first-call';
import { KEYS, type KeyPlan, MESSAGES } from './plan';
import { scopesFor } from './scopes';

const ADDRESS = '203.0.113.7';
const HOURS_OF_USE = 48;

function must<T>(result: OperationResult<T>): T {
  if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.message}`);
  if ('stored' in result) throw new Error('The request was sent before.');
  return result.value;
}

interface CreatedKey {
  keyId: string;
  secretId: string;
}

/** Records two days of calls, the last one `ago` milliseconds ago. */
async function recordCalls({ keyId, secretId }: CreatedKey, ago: number): Promise<void> {
  const at = new Date(now().getTime() - ago);
  const sending = currentProfile().routes.find(({ operation }) => sends(operation));
  const call = {
    keyId,
    secretId,
    operation: sending?.operation ?? 'messages.send',
    status: sending?.status ?? 202,
  };
  const counts = Array.from({ length: HOURS_OF_USE }, (_, hoursAgo) => ({
    ...call,
    hour: new Date(Math.floor(at.getTime() / HOUR - hoursAgo) * HOUR),
    calls: 20 + ((hoursAgo * 37) % 90),
  }));
  await recordUse([{ ...call, at, address: ADDRESS, client: 'python-requests/2.32.5', page: null }], counts);
}

async function sendAll(actor: ApiKeyActor): Promise<void> {
  const inBatches = currentProfile().routes.some(({ operation }) => operation === 'batches.send');
  for (const [to, text] of Object.entries(MESSAGES)) {
    if (inBatches) must(await sendBatch(actor, { recipients: [{ to }], text }));
    else must(await sendMessages(actor, { to, text }));
  }
}

async function createKey(creator: MemberActor, plan: KeyPlan): Promise<void> {
  const { label, environment, state, createdDaysAgo } = plan;
  const profile = currentProfile();
  setClockOffset(-createdDaysAgo * DAY);
  const input = {
    label,
    environment,
    scopes: scopesFor(profile, plan.duties),
    length: profile.keys.length.preset,
    creationToken: randomUUID(),
  };
  const { key } = must(await createApiKey(creator, input, profile.keys));
  setClockOffset(0);

  const id = key.id;
  const current = { apiKeyId: id, replacedAt: null };
  const secret = await db().apiKeySecret.findFirstOrThrow({ where: current, select: { id: true } });
  const created = { keyId: id, secretId: secret.id };
  const endedAgo = 7 * DAY;
  const lastUsedAgo = 8 * DAY;
  switch (state) {
    case 'never used':
      return;
    case 'in use':
      await recordCalls(created, 3 * MINUTE);
      if (environment === 'sandbox') {
        const { workspaceId } = creator;
        await sendAll({
          kind: 'apiKey',
          ...created,
          workspaceId,
          environment,
          scope: null,
          address: ADDRESS,
        });
      }
      return;
    case 'disabled':
      await recordCalls(created, lastUsedAgo);
      await db().apiKey.update({ where: { id }, data: { disabledAt: new Date(Date.now() - endedAgo) } });
      return;
    case 'expired':
      await recordCalls(created, lastUsedAgo);
      await db().apiKey.update({ where: { id }, data: { expiresAt: new Date(Date.now() - endedAgo) } });
      return;
    case 'revoked':
      await recordCalls(created, lastUsedAgo);
      setClockOffset(-endedAgo);
      must(await revokeApiKey(creator, { keyId: id }));
      setClockOffset(0);
      return;
  }
}

/** Creates the keys of the plan in the members' workspace. */
export async function createKeys(members: Record<Role, MemberActor>): Promise<void> {
  for (const plan of KEYS) await createKey(members[plan.createdBy], plan);
}
