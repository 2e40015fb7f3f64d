import { describe, expect, it } from 'vitest';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { continueBulkAction } from '@/lib/domain/bulk-actions/continue';
import { endBulkAction } from '@/lib/domain/bulk-actions/end';
import { findOpenBulkAction } from '@/lib/domain/bulk-actions/find-open';
import { previewBulkAction } from '@/lib/domain/bulk-actions/preview';
import { granted } from '@/lib/testing/factories/api-keys';
import { finishBulk, picked, runBulk, startBulk } from '@/lib/testing/factories/bulk-actions';
import { approvedBy, impersonate, makeImpersonation, makeStaff } from '@/lib/testing/factories/impersonation';
import { makeManyKeys } from '@/lib/testing/factories/many-keys';
import { makeMember } from '@/lib/testing/factories/members';

const stored = (id: string) => db().apiKey.findUniqueOrThrow({ where: { id } });

describe('who may change one key may change many', () => {
  it('leaves the live keys to the admins', async () => {
    const owner = await makeMember();
    const developer = await makeMember('developer', { workspaceId: owner.workspaceId });
    const [live = ''] = await makeManyKeys(owner, 1, { environment: 'live' });
    const [sandbox = ''] = await makeManyKeys(owner, 1);
    const asked = { kind: 'revoke', selection: picked(live, sandbox) };
    expect(granted(await previewBulkAction(developer, asked))).toMatchObject({
      live: 0,
      sandbox: 1,
      others: [{ outcome: 'not_permitted', keys: 1 }],
      notPermitted: expect.stringContaining('Your role may not'),
    });
    const started = granted(await startBulk(developer, asked));
    expect(started).toMatchObject({ done: 1, others: [{ outcome: 'not_permitted', keys: 1 }] });
    // Somebody who may do more changes no other keys.
    expect(await finishBulk(owner, started)).toMatchObject({
      changed: 1,
      others: [{ outcome: 'not_permitted', keys: 1 }],
    });
    expect((await stored(live)).revokedAt).toBeNull();
    expect(await startBulk(developer, { ...asked, selection: picked(live) })).toMatchObject({
      refusal: { code: 'FORBIDDEN' },
    });
  });

  it('neither continues nor ends what somebody else confirmed, without the permission for each key that waits', async () => {
    const owner = await makeMember();
    const developer = await makeMember('developer', { workspaceId: owner.workspaceId });
    const impersonation = await makeImpersonation(await makeStaff(), owner, approvedBy(owner));
    const support = impersonate(owner, impersonation, 'act');
    const [live = ''] = await makeManyKeys(owner, 1, { environment: 'live' });
    const [sandbox = ''] = await makeManyKeys(owner, 1);
    const asked = { kind: 'setExpiry', expiry: '30d', selection: picked(live, sandbox) };
    const started = granted(await startBulk(owner, asked));
    for (const [actor, code] of [
      [developer, 'FORBIDDEN'],
      [support, 'NOT_FOR_SUPPORT'],
    ] as const) {
      for (const verb of [continueBulkAction, endBulkAction]) {
        expect(await verb(actor, { bulkActionId: started.id })).toMatchObject({ refusal: { code } });
      }
    }
    expect(granted(await findOpenBulkAction(developer))).toMatchObject({
      ...started,
      environments: ['live', 'sandbox'],
    });
    expect(await finishBulk(owner, started)).toMatchObject({ changed: 2, others: [] });

    const ofSandbox = granted(await startBulk(owner, { kind: 'disable', selection: picked(sandbox) }));
    expect(await finishBulk(developer, ofSandbox)).toMatchObject({ changed: 1 });
  });

  it('goes on with an own action that has keys of others, also revoked ones', async () => {
    const owner = await makeMember();
    const developer = await makeMember('developer', { workspaceId: owner.workspaceId });
    const [live = ''] = await makeManyKeys(owner, 1, { environment: 'live', revokedAt: now() });
    const [sandbox = ''] = await makeManyKeys(owner, 1);
    const ended = await runBulk(developer, { kind: 'revoke', selection: picked(live, sandbox) });
    expect(ended).toMatchObject({ changed: 1, others: [{ outcome: 'revoked', keys: 1 }] });
  });

  it('lets support look, act with consent, and never do what it may not do to one key', async () => {
    const owner = await makeMember();
    const [id = ''] = await makeManyKeys(owner, 1);
    const agent = await makeStaff();
    const impersonation = await makeImpersonation(agent, owner, approvedBy(owner));
    const viewing = impersonate(owner, impersonation, 'view');
    const acting = impersonate(owner, impersonation, 'act');
    const revoke = { kind: 'revoke', selection: picked(id) };
    expect(await startBulk(viewing, revoke)).toMatchObject({ refusal: { code: 'VIEW_ONLY' } });
    expect(await startBulk(acting, { ...revoke, kind: 'setExpiry', expiry: '30d' })).toMatchObject({
      refusal: { code: 'NOT_FOR_SUPPORT' },
    });
    const started = granted(await startBulk(acting, revoke));
    expect(await continueBulkAction(viewing, { bulkActionId: started.id })).toMatchObject({
      refusal: { code: 'VIEW_ONLY' },
    });
    expect(await finishBulk(acting, started)).toMatchObject({ changed: 1 });
    expect(await db().auditEvent.findFirst({ where: { targetId: id } })).toMatchObject({
      action: 'api_key.revoke',
      actorId: agent.userId,
      impersonationId: impersonation.id,
    });
  });
});
