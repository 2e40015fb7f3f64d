import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import type { Environment, Role } from '@/lib/db/generated/enums';
import type { Actor } from '@/lib/domain/actor';
import { checkPermission, DECISIONS, type Principal, type Verb } from '@/lib/domain/permissions';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeCaller } from '@/lib/testing/factories/callers';
import { approvedBy, impersonate, makeImpersonation, makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { makeWebhookTargets } from '@/lib/testing/factories/webhooks';
import { type CallTarget, POWERS, VERB_CALLS } from '@/lib/testing/verbs/verb-calls';

const ROLES: readonly Role[] = ['owner', 'admin', 'developer', 'viewer'];
const ENVIRONMENTS: readonly Environment[] = ['sandbox', 'live'];
/** The codes that an actor never gets for a verb that the table allows. */
const NOT_PERMITTED = ['FORBIDDEN', 'VIEW_ONLY', 'NOT_FOR_SUPPORT'];

/** The verbs that ask for the password, besides those of the second factor. */
const ASKING_FOR_PASSWORD = [
  'callback-secrets/reveal',
  'own-account/begin-email-change',
  'own-account/change-password',
  'own-account/delete',
  'passkey-settings/begin',
  'passkey-settings/remove',
  'workspace-closing/close',
];

/** What verbs are made of, where it is written down who does it: they are called by verbs, which decide. */
const NOT_VERBS = [
  'api-keys/calling-key',
  'api-keys/change-key',
  'api-keys/insert',
  'api-keys/own-key',
  'api-keys/settings-by-key',
  'api-keys/verified-email',
  'audit/record',
  'batches/insert',
  'email-checks/limit-checks',
  'impersonation/ask-customer',
  'impersonation/lock-open',
  'impersonation/record-end',
  'impersonation/record-request',
  'impersonation/resolve',
  'key-calls/lock-calling-key',
  'key-calls/lock-for-use',
  'key-calls/transact-for-key',
  'leaks/record-leak',
  'leaks/stop-secret',
  'lookups/ask-carrier',
  'lookups/insert',
  'lookups/open-list',
  'lookups/settle-request',
  'members/change-members',
  'members/withdraw-sent',
  'messages/cancel-and-refund',
  'message-totals/count-queued',
  'messages/insert',
  'messages/queue',
  'messages/repeat-refusal',
  'messages/send-for-key',
  'passwords/confirm-password',
  'payments/reverse',
  'payments/settle',
  'rehearsals/for-person',
  'second-factor/confirm-identity',
  'second-factor/prove',
  'sent-messages/view',
  'sessions/end',
  'sessions/lock-live',
  'test-messages/find-key',
  'users/end-unproven-setup',
  'users/find-credentials',
  'users/prove-address',
  'verifications/count-attempts',
  'verifications/insert',
  'voice-calls/insert',
  'voice-calls/queue',
  'webhook-endpoints/change-endpoint',
  'webhook-endpoints/own-endpoint',
  'webhook-settings/lock-settings',
  'webhook-settings/set-url',
  'workspaces/change-settings',
  'workspaces/insert',
  'workspaces/own-workspace',
];

/** The files of lib/domain that export a function which somebody does. */
function verbFiles(): string[] {
  const folder = path.resolve('lib/domain');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\/[\w-]+\.ts$/.test(file) && !file.endsWith('.test.ts'))
    .filter((file) => {
      const source = readFileSync(path.join(folder, file), 'utf8');
      return /export (async )?function\*? \w+(<[^>]*>)?\([^)]*Actor\b[^)]*\)/.test(source);
    })
    .map((file) => file.replace(/\.ts$/, ''));
}

/** Everyone there is, by name. Members and agents are of one workspace, and so is the key. */
async function makeEveryone(): Promise<{ actors: Array<[string, Actor]>; target: CallTarget }> {
  const owner = await makeMember('owner');
  const { key, secret: keySecret } = await makeKey(owner);
  const secret = await db().apiKeySecret.findFirstOrThrow({ where: { apiKeyId: key.id } });
  const { actor: apiKey } = await makeCaller({ owner });
  const agent = await makeStaff('support');
  const impersonation = await makeImpersonation(agent, owner, approvedBy(owner));
  const actors: Array<[string, Actor]> = [
    ['api key', apiKey],
    ['system', { kind: 'system', address: '192.0.2.50' }],
    ['support', await makeStaff('support')],
    ['lead', await makeStaff('lead')],
    ['operator', await makeStaff('operator')],
  ];
  for (const role of ROLES) {
    const member = await makeMember(role, { workspaceId: owner.workspaceId });
    actors.push(
      [role, member],
      [`support, viewing as ${role}`, impersonate(member, impersonation, 'view')],
      [`support, acting as ${role}`, impersonate(member, impersonation, 'act')],
    );
  }
  const { workspaceId, userId } = owner;
  const target = {
    workspaceId,
    userId,
    environment: 'sandbox' as const,
    keyId: key.id,
    secretId: secret.id,
    ...(await makeWebhookTargets(owner)),
    impersonationId: impersonation.id,
    secret: keySecret,
    agentEmail: (await db().user.findUniqueOrThrow({ where: { id: agent.userId } })).email,
  };
  return { actors, target };
}

describe('the table of permissions', () => {
  it('has an entry for every verb, and no other', () => {
    const decided = Object.keys(DECISIONS).filter((verb) => !POWERS.some((power) => power === verb));
    expect(
      verbFiles()
        .filter((file) => !NOT_VERBS.includes(file))
        .sort(),
    ).toEqual(decided.sort());
  });

  it.each([
    'act-requests/answer',
    'api-keys/create',
    'api-keys/export',
    'api-keys/enable',
    'audit/export',
    'callback-secrets/reveal',
    'callback-secrets/rotate',
    'extension-requests/answer',
    'impersonation/end',
    'impersonation/set-access',
    'impersonation/start',
    'key-rotation/retire-secret',
    'key-rotation/rotate',
    'key-settings/replace-signing-secret',
    'key-settings/set-expiry',
    'key-settings/set-limits',
    'key-settings/set-signing',
    'key-settings/widen-scopes',
    'ledger/export',
    'messages/send',
    'overview/dismiss-first-steps',
    'own-account/begin-email-change',
    'own-account/cancel-email-change',
    'own-account/change-password',
    'own-account/confirm-email-change',
    'own-account/delete',
    'own-account/end-other-sessions',
    'own-account/end-session',
    'own-account/rename',
    'passkey-settings/add',
    'passkey-settings/begin',
    'passkey-settings/remove',
    'passkey-settings/rename',
    'passkeys/offer-to-member',
    'second-factor/begin',
    'second-factor/confirm',
    'second-factor/renew-recovery-codes',
    'second-factor/turn-off',
    'sent-messages/export',
    'test-messages/price',
    'test-messages/send',
    'usage/export',
    'users/request-email-verification',
    'users/sign-out',
    'webhook-endpoints/change',
    'webhook-endpoints/create',
    'webhook-endpoints/delete',
    'webhook-endpoints/resume',
    'webhook-endpoints/reveal-secret',
    'webhook-endpoints/rotate-secret',
    'workspaces/credit',
    'workspaces/rehearse-allowlist',
    'workspaces/set-allowlist',
    'workspaces/set-contact-email',
    'workspaces/set-low-balance',
  ] satisfies Verb[])('never allows %s to an agent who acts as a member', (verb) => {
    for (const environment of ENVIRONMENTS) {
      for (const role of ROLES) {
        for (const mode of ['view', 'act'] as const) {
          const checked = checkPermission({ kind: 'impersonated', role, mode }, verb, environment);
          expect(checked).toMatchObject({ refusal: { code: 'NOT_FOR_SUPPORT' } });
        }
      }
    }
  });

  it('never allows an agent more than the member', () => {
    for (const verb of Object.keys(DECISIONS) as Verb[]) {
      for (const environment of ENVIRONMENTS) {
        for (const role of ROLES) {
          const agent: Principal = { kind: 'impersonated', role, mode: 'act' };
          if (!checkPermission(agent, verb, environment).ok) continue;
          expect(checkPermission({ kind: 'member', role }, verb, environment), verb).toEqual({
            ok: true,
            value: null,
          });
        }
      }
    }
  });
});

describe.each(Object.entries(VERB_CALLS))('%s', (verb, call) => {
  let everyone: Awaited<ReturnType<typeof makeEveryone>>;

  beforeAll(async () => {
    everyone = await makeEveryone();
  });

  it.each(ENVIRONMENTS)('follows the table for every actor (%s)', async (environment) => {
    const { actors, target } = everyone;
    await db().apiKey.update({ where: { id: target.keyId }, data: { environment } });
    const { workspaceId } = target;
    await db().webhookEndpoint.updateMany({ where: { workspaceId, slot: null }, data: { environment } });
    for (const [name, actor] of actors) {
      const expected = checkPermission(actor, verb as Verb, environment);
      const answer = await call(actor, { ...target, environment });
      if (expected.ok) {
        // Where a password is asked for, a wrong one is no valid input; elsewhere the call is well-formed.
        const unasked =
          verb.startsWith('second-factor/') || ASKING_FOR_PASSWORD.includes(verb)
            ? NOT_PERMITTED
            : [...NOT_PERMITTED, 'INVALID_REQUEST'];
        expect(unasked, name).not.toContain(answer.ok ? 'OK' : answer.refusal.code);
      } else {
        expect(answer.ok ? 'OK' : answer.refusal.code, name).toBe(expected.refusal.code);
      }
    }
  });
});
