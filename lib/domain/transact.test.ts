import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import type { MemberActor, StaffActor } from '@/lib/domain/actor';
import { endSessions } from '@/lib/domain/sessions/end';
import { startSession } from '@/lib/domain/sessions/start';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeImpersonation, makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { makeWebhookTargets } from '@/lib/testing/factories/webhooks';
import { type CallTarget, VERB_CALLS } from '@/lib/testing/verbs/verb-calls';

/** Files that open a transaction of their own: for the system, for guests, or to end a session. */
const WITHOUT_SESSION = [
  'delivery/dispatch.ts',
  'delivery/fail-and-refund.ts',
  'delivery/report-simulated.ts',
  'delivery/report.ts',
  'impersonation/end-overdue.ts',
  'impersonation/resolve.ts',
  'lookups/process-due.ts',
  'lookups/settle-request.ts',
  'retention/erase-messages.ts',
  'transact.ts',
  'usage/record-networks.ts',
  'users/sign-out.ts',
  'users/write-requested-mails.ts',
  'webhook-deliveries/claim.ts',
  'webhook-deliveries/record-attempts.ts',
  'workspace-closing/cancel-waiting.ts',
  'workspace-closing/delete-data.ts',
];

it('is the only file that opens transactions for people', () => {
  const folder = path.resolve('lib/domain');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .filter((file) => readFileSync(path.join(folder, file), 'utf8').includes('$transaction('));
  expect(files.sort()).toEqual(WITHOUT_SESSION);
});

async function withSession(member: MemberActor): Promise<MemberActor> {
  const { userId, workspaceId } = member;
  const session = { userId, workspaceId, address: null, userAgent: null };
  const sessionId = await db().$transaction((tx) => startSession(tx, session));
  return { ...member, sessionId };
}

describe('after a session has ended', () => {
  const people: (MemberActor | StaffActor)[] = [];
  let target: CallTarget;

  beforeAll(async () => {
    const owner = await makeMember();
    const { workspaceId, userId } = owner;
    const unverified = await makeMember('owner', { workspaceId, emailVerified: false });
    const agent = await makeStaff('support');
    const { key, secret } = await makeKey(owner);
    const storedSecret = await db().apiKeySecret.findFirstOrThrow({ where: { apiKeyId: key.id } });
    const impersonation = await makeImpersonation(agent, owner);
    const { email } = await db().user.findUniqueOrThrow({ where: { id: agent.userId } });
    target = {
      workspaceId,
      userId,
      environment: 'sandbox',
      keyId: key.id,
      secretId: storedSecret.id,
      secret,
      ...(await makeWebhookTargets(owner)),
      impersonationId: impersonation.id,
      agentEmail: email,
    };
    people.push(await withSession(owner), await withSession(unverified));
    people.push(agent, await makeStaff('lead'));
    for (const person of people) {
      await db().$transaction((tx) => endSessions(tx, { userId: person.userId }));
    }
    await db().user.update({
      where: { id: agent.userId },
      data: { passwordEndsAt: new Date(Date.now() + 60_000) },
    });
  });

  /** Every change writes an audit event. */
  const countChanges = () =>
    db().auditEvent.count({ where: { actorId: { in: people.map(({ userId }) => userId) } } });

  // Signing out again ends an impersonation session that the session left open.
  const calls = Object.entries(VERB_CALLS).filter(([verb]) => verb !== 'users/sign-out');

  it.each(calls)('%s changes nothing', async (_, call) => {
    const before = await countChanges();
    for (const person of people) await call(person, target);
    expect(await countChanges()).toBe(before);
  });
});
