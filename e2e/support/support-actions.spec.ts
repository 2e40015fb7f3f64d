import type { BrowserContext } from '@playwright/test';
import { z } from 'zod';
import { answerTo, builtActions, CALLERS } from '@/e2e/browser/built-actions';
import { expect, test } from '@/e2e/fixtures';
import { db } from '@/lib/db/client';
import type { MemberActor, StaffActor } from '@/lib/domain/actor';
import { fingerprintOf } from '@/lib/domain/bulk-actions/select-keys';
import { checkPermission, type Verb } from '@/lib/domain/permissions';
import { newId } from '@/lib/ids';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeStaff, rewriteImpersonation } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { makeAuthenticator } from '@/lib/testing/factories/passkeys';
import { endpointInput, makeDelivery, makeEndpoint } from '@/lib/testing/factories/webhooks';
import { supportSessionPage } from './support-session-page';

interface Target {
  keyId: string;
  secret: string;
  secretId: string;
  impersonationId: string;
  /** A bulk action with the key waiting; empty for posts about something else. */
  bulkActionId: string;
  /** An active webhook endpoint with a failed delivery; empty for posts about something else. */
  endpointId: string;
  deliveryId: string;
}

interface Post {
  verb: Verb;
  /** What the page would send, so that nothing but the sender is wrong with it. */
  input(target: Target): object;
}

/** A challenge that nobody issued. */
const UNKNOWN_CHALLENGE = { options: { challenge: 'none' }, challenge: 'none' };

const proof = { password: 'twelve green lanterns hum', code: '123456' };

/** Every server action for members. */
const POSTS: Record<string, Post> = {
  requestEmailVerificationAction: { verb: 'users/request-email-verification', input: () => ({}) },
  beginSecondFactorAction: { verb: 'second-factor/begin', input: () => ({ password: proof.password }) },
  confirmSecondFactorAction: { verb: 'second-factor/confirm', input: () => ({ code: proof.code }) },
  renewRecoveryCodesAction: { verb: 'second-factor/renew-recovery-codes', input: () => proof },
  turnOffSecondFactorAction: { verb: 'second-factor/turn-off', input: () => proof },
  dismissFirstStepsAction: { verb: 'overview/dismiss-first-steps', input: () => ({}) },
  renameSelfAction: { verb: 'own-account/rename', input: () => ({ name: 'By support' }) },
  changePasswordAction: {
    verb: 'own-account/change-password',
    input: () => ({ password: proof.password, newPassword: 'nobody counts the lighthouses' }),
  },
  beginEmailChangeAction: {
    verb: 'own-account/begin-email-change',
    input: () => ({ email: 'support@provider.test', password: proof.password }),
  },
  cancelEmailChangeAction: { verb: 'own-account/cancel-email-change', input: () => ({}) },
  confirmEmailChangeAction: {
    verb: 'own-account/confirm-email-change',
    input: () => ({ token: 'x'.repeat(43) }),
  },
  endSessionAction: { verb: 'own-account/end-session', input: () => ({ sessionId: 'ses_none' }) },
  endOtherSessionsAction: { verb: 'own-account/end-other-sessions', input: () => ({}) },
  switchWorkspaceAction: { verb: 'workspaces/switch', input: () => ({ workspaceId: 'ws_none' }) },
  createWorkspaceAction: { verb: 'workspaces/create', input: () => ({ workspaceName: 'By support' }) },
  readClosingImpactAction: { verb: 'workspace-closing/impact', input: () => ({ workspaceId: 'ws_none' }) },
  closeWorkspaceAction: {
    verb: 'workspace-closing/close',
    input: () => ({ workspaceId: 'ws_none', workspaceName: 'Test workspace', password: proof.password }),
  },
  reopenWorkspaceAction: { verb: 'workspace-closing/reopen', input: () => ({ workspaceId: 'ws_none' }) },
  renameWorkspaceAction: { verb: 'workspaces/rename', input: () => ({ workspaceName: 'By support' }) },
  setSecondFactorPolicyAction: { verb: 'second-factor-policy/set', input: () => ({ graceDays: 7 }) },
  deleteAccountAction: { verb: 'own-account/delete', input: () => ({ password: proof.password }) },
  offerPasskeyAction: { verb: 'passkeys/offer-to-member', input: () => ({}) },
  beginPasskeyAction: { verb: 'passkey-settings/begin', input: () => ({ password: proof.password }) },
  addPasskeyAction: {
    verb: 'passkey-settings/add',
    input: () => ({ name: 'By support', ...makeAuthenticator().create(UNKNOWN_CHALLENGE) }),
  },
  renamePasskeyAction: {
    verb: 'passkey-settings/rename',
    input: () => ({ passkeyId: 'psk_none', name: 'By support' }),
  },
  removePasskeyAction: {
    verb: 'passkey-settings/remove',
    input: () => ({ passkeyId: 'psk_none', ...proof }),
  },
  acceptInvitationAction: { verb: 'invitations/accept', input: () => ({ token: 'x'.repeat(43) }) },
  createInvitationAction: {
    verb: 'invitations/create',
    input: () => ({ email: 'new@customer.test', role: 'viewer' }),
  },
  withdrawInvitationAction: { verb: 'invitations/withdraw', input: () => ({ invitationId: 'inv_none' }) },
  changeRoleAction: { verb: 'members/change-role', input: () => ({ userId: 'usr_none', role: 'viewer' }) },
  removeMemberAction: { verb: 'members/remove', input: () => ({ userId: 'usr_none' }) },
  leaveWorkspaceAction: { verb: 'members/leave', input: () => ({ workspaceId: 'ws_none' }) },
  transferOwnershipAction: { verb: 'members/transfer-ownership', input: () => ({ userId: 'usr_none' }) },
  createApiKeyAction: {
    verb: 'api-keys/create',
    input: () => ({
      label: 'By support',
      environment: 'sandbox',
      length: 64,
      scopes: ['messages.send'],
      creationToken: crypto.randomUUID(),
    }),
  },
  priceTestMessageAction: {
    verb: 'test-messages/price',
    input: ({ keyId }) => ({ keyId, to: '+15005550100', text: 'By support' }),
  },
  sendTestMessageAction: {
    verb: 'test-messages/send',
    input: ({ keyId }) => ({ keyId, to: '+15005550100', text: 'By support', token: crypto.randomUUID() }),
  },
  previewBulkActionAction: {
    verb: 'bulk-actions/preview',
    input: ({ keyId }) => ({ kind: 'revoke', selection: { keyIds: [keyId] } }),
  },
  previewRestAction: { verb: 'bulk-actions/preview-rest', input: ({ bulkActionId }) => ({ bulkActionId }) },
  startBulkActionAction: {
    verb: 'bulk-actions/start',
    input: ({ keyId }) => ({
      kind: 'disable',
      selection: { keyIds: [keyId] },
      asOf: new Date().toISOString(),
      fingerprint: fingerprintOf([keyId]),
      token: crypto.randomUUID(),
    }),
  },
  continueBulkActionAction: {
    verb: 'bulk-actions/continue',
    input: ({ bulkActionId }) => ({ bulkActionId }),
  },
  endBulkActionAction: { verb: 'bulk-actions/end', input: ({ bulkActionId }) => ({ bulkActionId }) },
  readBulkActionAction: { verb: 'bulk-actions/read', input: ({ bulkActionId }) => ({ bulkActionId }) },
  readImpactAction: { verb: 'usage/impact', input: ({ keyId }) => ({ keyId }) },
  changeScopesAction: {
    verb: 'key-settings/change-scopes',
    input: ({ keyId }) => ({ keyId, scopes: ['messages.send'] }),
  },
  disableApiKeyAction: { verb: 'api-keys/disable', input: ({ keyId }) => ({ keyId }) },
  enableApiKeyAction: { verb: 'api-keys/enable', input: ({ keyId }) => ({ keyId }) },
  annotateKeyAction: {
    verb: 'key-settings/annotate',
    input: ({ keyId }) => ({ keyId, owner: 'By support', tags: [], note: '' }),
  },
  identifyApiKeyAction: { verb: 'api-keys/identify', input: ({ secret }) => ({ secret }) },
  readKeyForDialogAction: { verb: 'api-keys/read', input: ({ keyId }) => ({ keyId }) },
  renameApiKeyAction: {
    verb: 'key-settings/rename',
    input: ({ keyId }) => ({ keyId, label: 'By support' }),
  },
  replaceSigningSecretAction: {
    verb: 'key-settings/replace-signing-secret',
    input: ({ keyId }) => ({ keyId, version: 'shown', overlap: '24h' }),
  },
  undoNarrowingAction: {
    verb: 'key-settings/undo-narrowing',
    input: ({ keyId }) => ({ keyId, narrowingId: '1' }),
  },
  retireSecretAction: {
    verb: 'key-rotation/retire-secret',
    input: ({ keyId, secretId }) => ({ keyId, secretId }),
  },
  retireSigningSecretAction: {
    verb: 'signing-secrets/retire',
    input: ({ keyId }) => ({ keyId, signingSecretId: newId('sgs') }),
  },
  revealApiKeyAction: {
    verb: 'key-reveal/reveal',
    input: ({ keyId }) => ({ keyId, password: proof.password }),
  },
  rotateApiKeyAction: {
    verb: 'key-rotation/rotate',
    input: ({ keyId, secretId }) => ({ keyId, secretId, overlap: '24h' }),
  },
  checkSignatureAction: {
    verb: 'signature-checks/check',
    input: ({ keyId }) => ({ keyId, base: 'text', signature: '' }),
  },
  rehearseAllowlistAction: {
    verb: 'key-settings/rehearse-allowlist',
    input: ({ keyId }) => ({ keyId, networks: [] }),
  },
  rehearseCountriesAction: {
    verb: 'key-settings/rehearse-countries',
    input: ({ keyId }) => ({ keyId, countries: [] }),
  },
  rehearseRateLimitAction: {
    verb: 'key-settings/rehearse-rate-limit',
    input: ({ keyId }) => ({ keyId, rateLimit: 60 }),
  },
  rehearseScopesAction: {
    verb: 'key-settings/rehearse-scopes',
    input: ({ keyId }) => ({ keyId, scopes: [] }),
  },
  rehearseWorkspaceAllowlistAction: {
    verb: 'workspaces/rehearse-allowlist',
    input: () => ({ networks: [] }),
  },
  setAllowlistAction: {
    verb: 'key-settings/set-allowlist',
    input: ({ keyId }) => ({ keyId, allowlist: [{ network: '192.0.2.0/24', note: '' }] }),
  },
  setExpiryAction: { verb: 'key-settings/set-expiry', input: ({ keyId }) => ({ keyId, expiry: '30d' }) },
  setLimitsAction: {
    verb: 'key-settings/set-limits',
    input: ({ keyId }) => ({ keyId, limits: { spendPerDay: '1', spendPerMonth: '10' } }),
  },
  setPurposeAction: {
    verb: 'key-settings/set-purpose',
    input: ({ keyId }) => ({ keyId, purpose: null }),
  },
  setRateLimitAction: {
    verb: 'key-settings/set-rate-limit',
    input: ({ keyId }) => ({ keyId, rateLimit: 60 }),
  },
  setRotationReminderAction: {
    verb: 'key-settings/set-rotation-reminder',
    input: ({ keyId }) => ({ keyId, reminder: '90' }),
  },
  setSigningAction: { verb: 'key-settings/set-signing', input: ({ keyId }) => ({ keyId, required: true }) },
  revokeApiKeyAction: { verb: 'api-keys/revoke', input: ({ keyId }) => ({ keyId }) },
  setContactEmailAction: {
    verb: 'workspaces/set-contact-email',
    input: () => ({ contactEmail: 'support@provider.test' }),
  },
  setLeakResponseAction: {
    verb: 'workspaces/set-leak-response',
    input: () => ({ leakResponse: 'tell' }),
  },
  startPaymentAction: { verb: 'payments/start', input: () => ({ amount: '25' }) },
  setLowBalanceAction: { verb: 'workspaces/set-low-balance', input: () => ({ lowBalance: '5' }) },
  setWorkspaceAllowlistAction: { verb: 'workspaces/set-allowlist', input: () => ({ allowlist: [] }) },
  setSupportAccessAction: { verb: 'impersonation/set-access', input: () => ({ access: 'day' }) },
  verifyEmailAction: { verb: 'users/verify-email', input: () => ({ token: 'x'.repeat(43) }) },
  answerRequestAction: {
    verb: 'act-requests/answer',
    input: ({ impersonationId }) => ({ impersonationId, askedAt: new Date().toISOString(), grant: true }),
  },
  answerExtensionAction: {
    verb: 'extension-requests/answer',
    input: ({ impersonationId }) => ({ impersonationId, askedAt: new Date().toISOString(), grant: true }),
  },
  revealCallbackSecretAction: {
    verb: 'callback-secrets/reveal',
    input: () => ({ password: proof.password }),
  },
  rotateCallbackSecretAction: { verb: 'callback-secrets/rotate', input: () => ({ version: 'shown' }) },
  createWebhookEndpointAction: { verb: 'webhook-endpoints/create', input: () => endpointInput() },
  changeWebhookEndpointAction: {
    verb: 'webhook-endpoints/change',
    input: ({ endpointId }) => ({ endpointId, url: 'https://8.8.8.2/', description: '', events: 'all' }),
  },
  pauseWebhookEndpointAction: {
    verb: 'webhook-endpoints/pause',
    input: ({ endpointId }) => ({ endpointId }),
  },
  resumeWebhookEndpointAction: {
    verb: 'webhook-endpoints/resume',
    input: ({ endpointId }) => ({ endpointId }),
  },
  rotateWebhookSecretAction: {
    verb: 'webhook-endpoints/rotate-secret',
    input: ({ endpointId }) => ({ endpointId, version: 'shown' }),
  },
  revealWebhookSecretAction: {
    verb: 'webhook-endpoints/reveal-secret',
    input: ({ endpointId }) => ({ endpointId, password: proof.password }),
  },
  deleteWebhookEndpointAction: {
    verb: 'webhook-endpoints/delete',
    input: ({ endpointId }) => ({ endpointId }),
  },
  sendTestEventAction: {
    verb: 'webhook-deliveries/send-test',
    input: ({ endpointId }) => ({ endpointId }),
  },
  replayWebhookDeliveryAction: {
    verb: 'webhook-deliveries/replay',
    input: ({ endpointId, deliveryId }) => ({ endpointId, deliveryId }),
  },
  replayFailedDeliveriesAction: {
    verb: 'webhook-deliveries/replay-failed',
    // A date as React writes it in a post.
    input: ({ endpointId }) => ({ endpointId, since: `$D${new Date(0).toISOString()}` }),
  },
  endImpersonationAction: {
    verb: 'impersonation/end',
    input: ({ impersonationId }) => ({ impersonationId }),
  },
};

let owner: MemberActor;
let agent: StaffActor;

test.beforeEach(async ({ page, signIn }) => {
  owner = await makeMember();
  agent = await makeStaff();
  await signIn(agent);
  await supportSessionPage(page).start(owner.workspaceId);
});

/** A bulk action that has a key waiting. */
async function makeBulkAction(apiKeyId: string): Promise<string> {
  const { workspaceId } = owner;
  const id = newId('bulk');
  const keys = { create: [{ position: 1, apiKeyId, seen: '' }] };
  const token = crypto.randomUUID();
  await db().bulkAction.create({ data: { id, workspaceId, change: { kind: 'disable' }, token, keys } });
  return id;
}

/** A key of the workspace and the other targets of a post. */
async function makeTarget(verb: Verb): Promise<Target> {
  const { key, secret } = await makeKey(owner);
  const stored = await db().apiKeySecret.findFirstOrThrow({ where: { apiKeyId: key.id } });
  const impersonation = await db().impersonationSession.findFirstOrThrow({
    where: { agentId: agent.userId, endedAt: null },
  });
  const bulkActionId = verb.startsWith('bulk-actions/') ? await makeBulkAction(key.id) : '';
  const ids = { keyId: key.id, secret, secretId: stored.id, impersonationId: impersonation.id, bulkActionId };
  // A workspace can have only some endpoints.
  if (!verb.startsWith('webhook-')) return { ...ids, endpointId: '', deliveryId: '' };
  // Nothing causes this event here, so the worker sends nothing on its own.
  const { endpoint } = await makeEndpoint(owner, { events: ['message.expired'] });
  const delivery = await makeDelivery(owner, endpoint.id, { type: 'webhook.test' });
  return { ...ids, endpointId: endpoint.id, deliveryId: delivery.id };
}

/** Everything of the workspace that a post could have changed. */
async function stateOf({ keyId, endpointId }: Target) {
  const { workspaceId, userId } = owner;
  return {
    workspace: await db().workspace.findUniqueOrThrow({ where: { id: workspaceId } }),
    key: await db().apiKey.findUniqueOrThrow({ where: { id: keyId }, include: { secrets: true } }),
    keys: await db().apiKey.count({ where: { workspaceId } }),
    endpoint: await db().webhookEndpoint.findMany({ where: { id: endpointId } }),
    endpoints: await db().webhookEndpoint.count({ where: { workspaceId } }),
    deliveries: await db().webhookDelivery.count({ where: { endpointId } }),
    user: await db().user.findUniqueOrThrow({ where: { id: userId }, include: { secondFactor: true } }),
    impersonation: await db().impersonationSession.findFirstOrThrow({ where: { agentId: agent.userId } }),
    events: await db().auditEvent.count({ where: { workspaceId, actorKind: 'impersonated' } }),
  };
}

async function post(context: BrowserContext, url: string, name: string, target: Target): Promise<string> {
  const action = (await builtActions()).find((built) => built.name === name);
  if (!action) throw new Error(`The build has no ${name}.`);
  return answerTo(context.request, action, { origin: url }, POSTS[name]?.input(target));
}

/** The target that a post names. */
const targetIn = (input: unknown) =>
  z
    .object({
      keyId: z.string().optional(),
      bulkActionId: z.string().optional(),
      impersonationId: z.string().optional(),
      deliveryId: z.string().optional(),
      endpointId: z.string().optional(),
      userId: z.string().optional(),
      invitationId: z.string().optional(),
      passkeyId: z.string().optional(),
    })
    .parse(input);

test('every server action for members is posted', () => {
  const members = Object.keys(CALLERS).filter((name) => CALLERS[name] === 'member');
  expect(Object.keys(POSTS).sort()).toEqual(members.sort());
});

for (const mode of ['view', 'act'] as const) {
  test(`a direct post from a support session obeys the permission table (${mode})`, async ({
    context,
    server,
  }) => {
    test.slow();
    if (mode === 'act') {
      const { id } = await db().impersonationSession.findFirstOrThrow({ where: { agentId: agent.userId } });
      await rewriteImpersonation(id, { actGranted: true });
    }
    for (const [name, { verb }] of Object.entries(POSTS)) {
      const target = await makeTarget(verb);
      const before = await stateOf(target);
      const principal = { kind: 'impersonated', role: 'owner', mode } as const;
      const expected = checkPermission(principal, verb, 'sandbox');
      const answer = await post(context, server.url, name, target);
      expect(answer, name).toBe(expected.ok ? '200' : expected.refusal.code);
      if (!expected.ok) expect(await stateOf(target), name).toEqual(before);
      const { keyId, bulkActionId, impersonationId, deliveryId, endpointId, ...others } = targetIn(
        POSTS[name]?.input(target),
      );
      const inAccount = others.userId ?? others.invitationId ?? others.passkeyId;
      const ofKeys = keyId ?? bulkActionId;
      const targetId = ofKeys ?? impersonationId ?? deliveryId ?? endpointId ?? inAccount ?? null;
      const trace = { impersonationId: target.impersonationId, verb, targetId };
      expect(
        await db().impersonatedRequest.count({ where: trace }),
        `${name} leaves a trace`,
      ).toBeGreaterThan(0);
    }
  });
}

test('in a support session, staff act as staff: they cannot nest sessions or use another agent’s', async ({
  context,
  server,
}) => {
  const other = await makeMember();
  const colleague = await makeStaff();
  const theirs = await db().impersonationSession.create({
    data: {
      id: `imp_${'x'.repeat(10)}${Date.now()}`,
      workspaceId: other.workspaceId,
      subjectId: other.userId,
      agentId: colleague.userId,
      agentSessionId: colleague.sessionId,
      reason: 'Theirs',
      ticket: 'T-2',
      startedAt: new Date(),
      expiresAt: new Date(Date.now() + 600_000),
    },
  });
  const actions = await builtActions();
  const answer = (name: string, input: object) => {
    const action = actions.find((built) => built.name === name);
    if (!action) throw new Error(`The build has no ${name}.`);
    return answerTo(context.request, action, { origin: server.url }, input);
  };
  const { workspaceId, userId } = other;
  const impersonation = { workspaceId, userId, reason: 'Nested', ticket: 'T-3', minutes: 60 };
  expect(await answer('startImpersonationAction', impersonation)).toBe('CONFLICT');
  expect(await answer('startImpersonationAction', { ...impersonation, userId: colleague.userId })).toBe(
    'NOT_FOUND',
  );
  expect(await answer('startImpersonationAction', { ...impersonation, mode: 'act' })).toBe('INVALID_REQUEST');
  expect(await answer('exitImpersonationAction', { impersonationId: theirs.id })).toBe('NOT_FOUND');
  for (const name of ['askToActAction', 'askToExtendAction']) {
    expect(await answer(name, { impersonationId: theirs.id, reason: 'Mine' }), name).toBe('NOT_FOUND');
  }
  expect(await db().impersonationSession.count({ where: { agentId: agent.userId } })).toBe(1);
});

test('other portal routes obey the permission table too, and the API ignores support sessions', async ({
  context,
}) => {
  const { keyId } = await makeTarget('key-settings/rename');
  const status = async (path: string) =>
    (await context.request.get(path, { headers: { 'sec-fetch-site': 'same-origin' } })).status();
  expect(await status(`/settings/api-keys/activity?id=${keyId}`)).toBe(200);
  expect(await status('/support-session')).toBe(200);
  expect(await status('/settings/support-access/active-sessions')).toBe(200);
  expect(await status('/settings/audit-log/export?format=csv')).toBe(403);
  expect(await status('/balance/export')).toBe(403);
  for (const path of ['/api/v1/account', '/api/v1/balance', '/api/v1/messages']) {
    expect(await status(path), path).toBe(401);
  }
});
