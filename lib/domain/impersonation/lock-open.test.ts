import { beforeEach, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import type { ImpersonatedActor, MemberActor } from '@/lib/domain/actor';
import { setSupportAccess } from '@/lib/domain/impersonation/set-access';
import { renameApiKey } from '@/lib/domain/key-settings/rename';
import { transact } from '@/lib/domain/transact';
import { ok } from '@/lib/errors';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { approvedBy, impersonate, makeImpersonation, makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';

let owner: MemberActor;
let agent: ImpersonatedActor;
let rename: () => ReturnType<typeof renameApiKey>;

beforeEach(async () => {
  owner = await makeMember();
  const { key } = await makeKey(owner);
  const impersonation = await makeImpersonation(await makeStaff(), owner, approvedBy(owner));
  agent = impersonate(owner, impersonation, 'act');
  rename = () => renameApiKey(agent, { keyId: key.id, label: 'Renamed by support' });
});

it('lets an approved agent make changes', async () => {
  expect(await rename()).toMatchObject({ ok: true });
});

it('refuses a change whose session ended after the request began', async () => {
  granted(await setSupportAccess(owner, { access: 'never' }));
  expect(await rename()).toMatchObject({ ok: false, refusal: { code: 'UNAUTHENTICATED' } });
});

it('refuses a change whose approval was withdrawn after the request began', async () => {
  granted(await setSupportAccess(owner, { access: 'view' }));
  expect(await rename()).toMatchObject({ ok: false, refusal: { code: 'VIEW_ONLY' } });
});

it('lets a session end only after the change', async () => {
  const begun = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const order: string[] = [];
  const change = transact(agent, async () => {
    begun.resolve();
    await released.promise;
    order.push('changed');
    return ok(null);
  });
  await begun.promise;
  const end = setSupportAccess(owner, { access: 'never' }).then(() => order.push('ended'));
  await expect.poll(() => db().$queryRaw`SELECT 1 FROM pg_locks WHERE NOT granted`).not.toEqual([]);
  released.resolve();
  await Promise.all([change, end]);
  expect(order).toEqual(['changed', 'ended']);
});
