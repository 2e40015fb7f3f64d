import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, MINUTE, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { resolveSession } from '@/lib/domain/sessions/resolve';
import { changeStaffRole } from '@/lib/domain/staff/change-role';
import { createStaff } from '@/lib/domain/staff/create';
import { disableStaff } from '@/lib/domain/staff/disable';
import { resetStaff } from '@/lib/domain/staff/reset';
import { signIn } from '@/lib/domain/users/sign-in';
import { makeAccount, makeEmail, makeGuest } from '@/lib/testing/factories/accounts';
import { granted } from '@/lib/testing/factories/api-keys';

let email: string;
const person = () => ({ email, name: 'Grace', role: 'support', team: 'Care' });
const create = async () => granted(await createStaff(SYSTEM, person()));
const enter = (password: string) => signIn(makeGuest(), { email, password });
const row = () => db().user.findFirstOrThrow({ where: { email, kind: 'staff' } });

beforeEach(() => {
  email = makeEmail();
});

describe('createStaff', () => {
  it('creates a user with a role and a team, without a workspace, and audits it', async () => {
    const { id } = await create();
    expect(await row()).toMatchObject({ id, staffRole: 'support', team: 'Care', name: 'Grace' });
    expect(await db().membership.count({ where: { userId: id } })).toBe(0);
    const event = await db().auditEvent.findFirstOrThrow({ where: { targetId: id } });
    expect(event).toMatchObject({ action: 'staff.create', actorKind: 'system', workspaceId: null });
  });

  it('stores only the hash of the password', async () => {
    const { id, password } = await create();
    const kept = JSON.stringify([
      await row(),
      await db().auditEvent.findMany({ where: { targetId: id }, omit: { id: true } }),
    ]);
    expect(kept).not.toContain(password);
  });

  it('refuses the address of another staff member', async () => {
    await create();
    expect(await createStaff(SYSTEM, person())).toMatchObject({ ok: false, refusal: { code: 'CONFLICT' } });
  });

  it('does not change a customer with the same address', async () => {
    const customer = await makeAccount({ email, verified: true });
    await create();
    expect((await row()).emailVerifiedAt).toBeNull();
    expect(await db().user.findUniqueOrThrow({ where: { id: customer.id } })).toMatchObject({
      kind: 'member',
      emailVerifiedAt: customer.emailVerifiedAt,
    });
  });

  it('refuses anyone but the command line', async () => {
    const account = await makeAccount();
    const actor = {
      kind: 'member' as const,
      userId: account.id,
      workspaceId: account.memberships[0]?.workspaceId ?? '',
      role: 'owner' as const,
      emailVerified: true,
      sessionId: 'test',
      address: null,
    };
    expect(await createStaff(actor, person())).toMatchObject({ ok: false, refusal: { code: 'FORBIDDEN' } });
  });

  it('enables a disabled account again', async () => {
    const first = await create();
    granted(await disableStaff(SYSTEM, { email }));
    const again = await create();
    expect(again.id).toBe(first.id);
    expect((await enter(first.password)).ok).toBe(false);
    expect((await enter(again.password)).ok).toBe(true);
  });
});

describe('a one-time password', () => {
  it('works once', async () => {
    const { password } = await create();
    expect((await enter(password)).ok).toBe(true);
    expect(await enter(password)).toMatchObject({ ok: false, refusal: { code: 'INVALID_CREDENTIALS' } });
  });

  it('works for one of several parallel sign-ins', async () => {
    const { password } = await create();
    const results = await Promise.all(Array.from({ length: 5 }, () => enter(password)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('ends after a day', async () => {
    const { password } = await create();
    setClockOffset(DAY);
    expect(await enter(password)).toMatchObject({ ok: false, refusal: { code: 'FORBIDDEN' } });
    setClockOffset(DAY - MINUTE);
    expect((await enter(password)).ok).toBe(true);
  });
});

describe('changeStaffRole', () => {
  it('applies from the next request', async () => {
    const { password } = await create();
    const { sessionId } = granted(await enter(password));
    granted(await changeStaffRole(SYSTEM, { email, role: 'operator' }));
    expect(await resolveSession(sessionId, null)).toMatchObject({ actor: { role: 'operator' } });
  });
});

describe('disableStaff', () => {
  it('ends the sessions and revokes all credentials', async () => {
    const { id, password } = await create();
    const { sessionId } = granted(await enter(password));
    expect(granted(await disableStaff(SYSTEM, { email }))).toEqual({ name: 'Grace', sessionsEnded: 1 });
    expect(await resolveSession(sessionId, null)).toBeNull();
    expect((await enter(password)).ok).toBe(false);
    await db().user.update({ where: { id }, data: { disabledAt: null } });
    expect(await resolveSession(sessionId, null)).toBeNull();
  });

  it.each([changeStaffRole, disableStaff, resetStaff])('is final for %o', async (verb) => {
    await create();
    granted(await disableStaff(SYSTEM, { email }));
    const input = verb === changeStaffRole ? { email, role: 'lead' } : { email };
    expect(await verb(SYSTEM, input)).toMatchObject({ ok: false, refusal: { code: 'NOT_FOUND' } });
  });

  it('does not find customers', async () => {
    await makeAccount({ email });
    expect(await disableStaff(SYSTEM, { email })).toMatchObject({
      ok: false,
      refusal: { code: 'NOT_FOUND' },
    });
  });
});

describe('resetStaff', () => {
  it('revokes all old credentials, and returns a new one-time password', async () => {
    const { id, password } = await create();
    const { sessionId } = granted(await enter(password));
    await db().user.update({ where: { id }, data: { oidcSubject: `of ${id}` } });
    await db().secondFactor.create({ data: { userId: id, sealedSecret: Buffer.from('x') } });
    await db().recoveryCode.create({ data: { id: `rec_${id}`, userId: id, hash: Buffer.from('x') } });
    const fresh = granted(await resetStaff(SYSTEM, { email }));
    expect(await resolveSession(sessionId, null)).toBeNull();
    expect((await enter(password)).ok).toBe(false);
    expect(await row()).toMatchObject({ oidcSubject: null, staffRole: 'support' });
    expect(await db().secondFactor.count({ where: { userId: id } })).toBe(0);
    expect(await db().recoveryCode.count({ where: { userId: id } })).toBe(0);
    expect((await enter(fresh.password)).ok).toBe(true);
  });
});
