import { randomUUID } from 'node:crypto';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { newId } from '@/lib/ids';
import type { Profile, Route } from '@/lib/profiles/profile';

/** Whether a route is about one key, which its example names. */
export function isAboutKey({ operation, params }: Route): boolean {
  return params !== undefined && /^(key-rotation|api-keys)\./.test(operation);
}

/**
 * Gives the owner a new key with the ids in the example of a route, so that its samples work. An earlier one is deleted.
 * It signs its calls, because a key that does cannot manage another one that does not.
 */
export async function placeExampleKey(owner: MemberActor, { keys }: Profile, { docs }: Route): Promise<void> {
  const [name = ''] = Object.values(docs.example.params ?? {});
  const number = keys.numericIds ? Number(name) : null;
  const id = number === null ? name : newId('key');
  const named: unknown = Reflect.get(Object(docs.example.body), 'secret_id');
  await db().apiKey.deleteMany({
    where: number === null ? { id } : { number, workspaceId: owner.workspaceId },
  });
  await db().apiKey.create({
    data: {
      id,
      number,
      workspaceId: owner.workspaceId,
      environment: 'sandbox',
      label: 'Example',
      secretLength: keys.length.preset,
      scopes: keys.scopes.slice(0, 1).map(({ name }) => name),
      rateLimit: keys.rateLimit.preset,
      signingRequired: true,
      sealedSigningSecret: Buffer.from('never opened'),
      creationToken: randomUUID(),
      createdById: owner.userId,
      secrets: {
        create: {
          id: typeof named === 'string' ? named : newId('sec'),
          hash: Buffer.from(randomUUID()),
          masked: '****',
        },
      },
    },
  });
}
