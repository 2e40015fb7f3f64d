import { db } from '@/lib/db/client';
import type { Environment } from '@/lib/db/generated/enums';
import type { ApiKeyActor, MemberActor } from '@/lib/domain/actor';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { giveMoney } from '@/lib/testing/factories/wallet';

export interface Caller {
  owner: MemberActor;
  secret: string;
  /** The key, as the gateway passes it on. */
  actor: ApiKeyActor;
}

/** The id of the secret that a key has now. */
async function currentSecretId(apiKeyId: string): Promise<string> {
  const current = { apiKeyId, replacedAt: null };
  return (await db().apiKeySecret.findFirstOrThrow({ where: current, select: { id: true } })).id;
}

/** A key of a workspace, new unless `owner` is given, with play money to spend. */
export async function makeCaller({
  owner,
  environment = 'sandbox',
  scopes = ['*'],
  money = 0n,
}: {
  owner?: MemberActor;
  environment?: Environment;
  scopes?: string[];
  money?: bigint;
} = {}): Promise<Caller> {
  const member = owner ?? (await makeMember());
  const { key, secret } = await makeKey(member, { environment, scopes });
  if (money > 0n) await giveMoney(member.workspaceId, money);
  const actor = {
    kind: 'apiKey' as const,
    keyId: key.id,
    secretId: await currentSecretId(key.id),
    workspaceId: member.workspaceId,
    environment,
    scope: 'messages.send',
    address: '192.0.2.7',
  };
  return { owner: member, secret, actor };
}
