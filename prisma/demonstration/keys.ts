import { randomUUID } from 'node:crypto';
import { DAY, HOUR, MINUTE, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Role } from '@/lib/db/generated/enums';
import type { ApiKeyActor, MemberActor } from '@/lib/domain/actor';
import { createApiKey } from '@/lib/domain/api-keys/create';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { sendBatch } from '@/lib/domain/batches/send';
import type { OperationResult } from '@/lib/domain/idempotency/idempotent-request';
import { sendMessages } from '@/lib/domain/messages/send';
import { recordUse } from '@/lib/domain/usage/record';
import type { DemonstrationKey } from '@/lib/profiles/demonstration';
import type { Profile } from '@/lib/profiles/profile';
import { ADDRESS, fromAddresses } from './addresses';
import { calledOperation } from './operations';
import { CREATIONS } from './plan';
import { atPositions } from './positions';

const HOURS_OF_USE = 48;

function must<T>(result: OperationResult<T>): T {
  if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.message}`);
  if ('stored' in result) throw new Error('The request was sent before.');
  return result.value;
}

interface CreatedKey {
  keyId: string;
  secretId: string;
  scopes: readonly string[];
}

/** Records two days of calls, the last one `ago` milliseconds ago. */
async function recordCalls(profile: Profile, key: CreatedKey, ago: number): Promise<void> {
  const { keyId, secretId, scopes } = key;
  const at = new Date(now().getTime() - ago);
  const call = { keyId, secretId, ...calledOperation(profile, scopes), isAuthenticated: true };
  const counts = Array.from({ length: HOURS_OF_USE }, (_, hoursAgo) => ({
    ...call,
    hour: new Date(Math.floor(at.getTime() / HOUR - hoursAgo) * HOUR),
    calls: 20 + ((hoursAgo * 37) % 90),
  }));
  await recordUse({
    latest: [
      {
        ...call,
        at,
        address: ADDRESS,
        position: 1,
        client: 'python-requests/2.32.5',
        page: null,
        inUrl: false,
      },
    ],
    counts,
    addresses: fromAddresses(counts, [ADDRESS]),
    positions: atPositions(counts),
  });
}

async function sendAll(
  { routes, demonstration: { sender: from, messages } }: Profile,
  actor: ApiKeyActor,
): Promise<void> {
  const inBatches = routes.some(({ operation }) => operation === 'batches.send');
  for (const [to, text] of Object.entries(messages)) {
    if (inBatches) must(await sendBatch(actor, { recipients: [{ to }], text, from }));
    else must(await sendMessages(actor, { to, text, from }));
  }
}

async function createKey(
  profile: Profile,
  creator: MemberActor,
  { label, environment, state, scopes, purpose }: DemonstrationKey,
): Promise<void> {
  setClockOffset(-CREATIONS[state].daysAgo * DAY);
  const input = {
    label,
    environment,
    scopes,
    purpose: purpose ?? null,
    length: profile.keys.length.preset,
    creationToken: randomUUID(),
  };
  const { key } = must(await createApiKey(creator, input, profile.keys));
  setClockOffset(0);

  const id = key.id;
  const current = { apiKeyId: id, replacedAt: null };
  const secret = await db().apiKeySecret.findFirstOrThrow({ where: current, select: { id: true } });
  const created: CreatedKey = { keyId: id, secretId: secret.id, scopes };
  const endedAgo = 7 * DAY;
  const lastUsedAgo = 8 * DAY;
  switch (state) {
    case 'never used':
      return;
    case 'in use':
      await recordCalls(profile, created, 3 * MINUTE);
      if (environment === 'sandbox') {
        const { workspaceId } = creator;
        await sendAll(profile, {
          kind: 'apiKey',
          keyId: id,
          secretId: secret.id,
          workspaceId,
          environment,
          scope: null,
          address: ADDRESS,
        });
      }
      return;
    case 'disabled':
      await recordCalls(profile, created, lastUsedAgo);
      await db().apiKey.update({ where: { id }, data: { disabledAt: new Date(Date.now() - endedAgo) } });
      return;
    case 'expired':
      await recordCalls(profile, created, lastUsedAgo);
      await db().apiKey.update({ where: { id }, data: { expiresAt: new Date(Date.now() - endedAgo) } });
      return;
    case 'revoked':
      await recordCalls(profile, created, lastUsedAgo);
      setClockOffset(-endedAgo);
      must(await revokeApiKey(creator, { keyId: id }));
      setClockOffset(0);
      return;
  }
}

/** Creates the keys of the profile's demonstration in the members' workspace. */
export async function createKeys(profile: Profile, members: Record<Role, MemberActor>): Promise<void> {
  for (const key of profile.demonstration.keys) {
    const creator = members[CREATIONS[key.state].by[key.environment]];
    await createKey(profile, creator, key);
  }
}
