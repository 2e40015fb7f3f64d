import { randomUUID } from 'node:crypto';
import type { Environment } from '@/lib/db/generated/enums';
import { readAccountDetails } from '@/lib/domain/account/details';
import { readAccount } from '@/lib/domain/account/read';
import { answerRequest } from '@/lib/domain/act-requests/answer';
import { askToAct } from '@/lib/domain/act-requests/ask';
import type { Actor } from '@/lib/domain/actor';
import { createApiKey } from '@/lib/domain/api-keys/create';
import { disableApiKey } from '@/lib/domain/api-keys/disable';
import { duplicateSettings } from '@/lib/domain/api-keys/duplicate';
import { enableApiKey } from '@/lib/domain/api-keys/enable';
import { exportApiKeys } from '@/lib/domain/api-keys/export';
import { readKeyFilterOptions } from '@/lib/domain/api-keys/filter-options';
import { identifyApiKey } from '@/lib/domain/api-keys/identify';
import { listApiKeys } from '@/lib/domain/api-keys/list';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { exportAuditEvents } from '@/lib/domain/audit/export';
import { listAuditEvents } from '@/lib/domain/audit/list';
import { listAuditPeople } from '@/lib/domain/audit/people';
import { readLiveSending } from '@/lib/domain/balance/live-sending';
import { readBalance } from '@/lib/domain/balance/read';
import { readBalances } from '@/lib/domain/balance/summary';
import { sendBalanceNotices } from '@/lib/domain/balance-notices/send';
import { cancelBatch } from '@/lib/domain/batches/cancel';
import { getBatch } from '@/lib/domain/batches/get';
import { listBatches } from '@/lib/domain/batches/list';
import { precheckBatch } from '@/lib/domain/batches/precheck';
import { sendBatch } from '@/lib/domain/batches/send';
import { continueBulkAction } from '@/lib/domain/bulk-actions/continue';
import { endBulkAction } from '@/lib/domain/bulk-actions/end';
import { findOpenBulkAction } from '@/lib/domain/bulk-actions/find-open';
import { previewBulkAction } from '@/lib/domain/bulk-actions/preview';
import { previewRestOfBulkAction } from '@/lib/domain/bulk-actions/preview-rest';
import { readBulkAction } from '@/lib/domain/bulk-actions/read';
import { fingerprintOf } from '@/lib/domain/bulk-actions/select-keys';
import { startBulkAction } from '@/lib/domain/bulk-actions/start';
import { readCallbackSecret } from '@/lib/domain/callback-secrets/read';
import { revealCallbackSecret } from '@/lib/domain/callback-secrets/reveal';
import { rotateCallbackSecret } from '@/lib/domain/callback-secrets/rotate';
import { recordReport } from '@/lib/domain/delivery/report';
import { checkEmails } from '@/lib/domain/email-checks/run';
import { sendExpiryNotices } from '@/lib/domain/expiry-notices/send';
import { answerExtension } from '@/lib/domain/extension-requests/answer';
import { askToExtend } from '@/lib/domain/extension-requests/ask';
import type { OperationResult } from '@/lib/domain/idempotency/idempotent-request';
import { listActiveSessions } from '@/lib/domain/impersonation/active-sessions';
import { endImpersonation } from '@/lib/domain/impersonation/end';
import { endOverdueImpersonations } from '@/lib/domain/impersonation/end-overdue';
import { listImpersonations } from '@/lib/domain/impersonation/list';
import { listOpenImpersonations } from '@/lib/domain/impersonation/list-open';
import { readImpersonation } from '@/lib/domain/impersonation/read';
import { readSupportAccess } from '@/lib/domain/impersonation/read-access';
import { readOwnImpersonation } from '@/lib/domain/impersonation/read-own';
import { setSupportAccess } from '@/lib/domain/impersonation/set-access';
import { startImpersonation } from '@/lib/domain/impersonation/start';
import { acceptInvitation } from '@/lib/domain/invitations/accept';
import { createInvitation } from '@/lib/domain/invitations/create';
import { listInvitations } from '@/lib/domain/invitations/list';
import { readInvitationLink } from '@/lib/domain/invitations/read-link';
import { signUpInvited } from '@/lib/domain/invitations/sign-up';
import { withdrawInvitation } from '@/lib/domain/invitations/withdraw';
import type { KnownKey } from '@/lib/domain/key-calls/known-key';
import { lookUpKey } from '@/lib/domain/key-calls/look-up';
import { countKeyHealth } from '@/lib/domain/key-health/count';
import { readRevocationEvidence } from '@/lib/domain/key-health/evidence';
import { revealApiKey } from '@/lib/domain/key-reveal/reveal';
import { endAtFirstUse } from '@/lib/domain/key-rotation/end-at-first-use';
import { readOldSecret } from '@/lib/domain/key-rotation/old-secret';
import { readRotationProgress } from '@/lib/domain/key-rotation/progress';
import { retireSecret } from '@/lib/domain/key-rotation/retire-secret';
import { rotateApiKey } from '@/lib/domain/key-rotation/rotate';
import { annotateKey } from '@/lib/domain/key-settings/annotate';
import { changeScopes } from '@/lib/domain/key-settings/change-scopes';
import { readNarrowing } from '@/lib/domain/key-settings/read-narrowing';
import { rehearseKeyAllowlist } from '@/lib/domain/key-settings/rehearse-allowlist';
import { rehearseKeyCountries } from '@/lib/domain/key-settings/rehearse-countries';
import { rehearseKeyRateLimit } from '@/lib/domain/key-settings/rehearse-rate-limit';
import { rehearseKeyScopes } from '@/lib/domain/key-settings/rehearse-scopes';
import { renameApiKey } from '@/lib/domain/key-settings/rename';
import { replaceSigningSecret } from '@/lib/domain/key-settings/replace-signing-secret';
import { setAllowlist } from '@/lib/domain/key-settings/set-allowlist';
import { setExpiry } from '@/lib/domain/key-settings/set-expiry';
import { setLimits } from '@/lib/domain/key-settings/set-limits';
import { setPurpose } from '@/lib/domain/key-settings/set-purpose';
import { setRateLimit } from '@/lib/domain/key-settings/set-rate-limit';
import { setRotationReminder } from '@/lib/domain/key-settings/set-rotation-reminder';
import { setSigning } from '@/lib/domain/key-settings/set-signing';
import { undoNarrowing } from '@/lib/domain/key-settings/undo-narrowing';
import { handleLeakReports } from '@/lib/domain/leaks/handle-reports';
import { listLeaks } from '@/lib/domain/leaks/list';
import { reportLeakByForm } from '@/lib/domain/leaks/report-by-form';
import { reportByScanner } from '@/lib/domain/leaks/report-by-scanner';
import { exportLedger } from '@/lib/domain/ledger/export';
import { listLedger } from '@/lib/domain/ledger/list';
import { getLookups } from '@/lib/domain/lookups/get';
import { listLookups } from '@/lib/domain/lookups/list';
import { runLookups } from '@/lib/domain/lookups/run';
import { startLookups } from '@/lib/domain/lookups/start';
import { changeRole } from '@/lib/domain/members/change-role';
import { listKnownKeys } from '@/lib/domain/members/known-keys';
import { leaveWorkspace } from '@/lib/domain/members/leave';
import { listMembers } from '@/lib/domain/members/list';
import { removeMember } from '@/lib/domain/members/remove';
import { transferOwnership } from '@/lib/domain/members/transfer-ownership';
import { cancelMessage } from '@/lib/domain/messages/cancel';
import { cancelMessages } from '@/lib/domain/messages/cancel-several';
import { getMessage } from '@/lib/domain/messages/get';
import { listMessages } from '@/lib/domain/messages/list';
import { sendMessages } from '@/lib/domain/messages/send';
import { readMessageStats } from '@/lib/domain/messages/stats';
import { dismissFirstSteps } from '@/lib/domain/overview/dismiss-first-steps';
import { readOverview } from '@/lib/domain/overview/read';
import { beginEmailChange } from '@/lib/domain/own-account/begin-email-change';
import { cancelEmailChange } from '@/lib/domain/own-account/cancel-email-change';
import { changePassword } from '@/lib/domain/own-account/change-password';
import { confirmEmailChange } from '@/lib/domain/own-account/confirm-email-change';
import { deleteAccount } from '@/lib/domain/own-account/delete';
import { endAllOtherSessions } from '@/lib/domain/own-account/end-other-sessions';
import { endSession } from '@/lib/domain/own-account/end-session';
import { listSessions } from '@/lib/domain/own-account/list-sessions';
import { readOwnAccount } from '@/lib/domain/own-account/read';
import { renameSelf } from '@/lib/domain/own-account/rename';
import { addPasskey } from '@/lib/domain/passkey-settings/add';
import { beginPasskey } from '@/lib/domain/passkey-settings/begin';
import { removePasskey } from '@/lib/domain/passkey-settings/remove';
import { renamePasskey } from '@/lib/domain/passkey-settings/rename';
import { listPasskeys } from '@/lib/domain/passkeys/list';
import { offerPasskeyToGuest } from '@/lib/domain/passkeys/offer-to-guest';
import { offerPasskeyToMember } from '@/lib/domain/passkeys/offer-to-member';
import { applyStripeEvent } from '@/lib/domain/payments/apply-event';
import { readPayment } from '@/lib/domain/payments/read';
import { refreshDuePayments } from '@/lib/domain/payments/refresh-due';
import { startPayment } from '@/lib/domain/payments/start';
import type { Verb } from '@/lib/domain/permissions';
import { importPrices } from '@/lib/domain/prices/import';
import { listPrices } from '@/lib/domain/prices/list';
import { readPrices } from '@/lib/domain/prices/read';
import { searchPrices } from '@/lib/domain/prices/search';
import { findRefusal } from '@/lib/domain/refusals/find';
import { listRefusals } from '@/lib/domain/refusals/list';
import { listRefusedCalls } from '@/lib/domain/refusals/list-calls';
import { sendRotationNotices } from '@/lib/domain/rotation-notices/send';
import { beginSecondFactor } from '@/lib/domain/second-factor/begin';
import { confirmSecondFactor } from '@/lib/domain/second-factor/confirm';
import { readSecondFactor } from '@/lib/domain/second-factor/read';
import { removeSecondFactor } from '@/lib/domain/second-factor/remove';
import { renewRecoveryCodes } from '@/lib/domain/second-factor/renew-recovery-codes';
import { turnOffSecondFactor } from '@/lib/domain/second-factor/turn-off';
import { readSecondFactorPolicy } from '@/lib/domain/second-factor-policy/read';
import { setSecondFactorPolicy } from '@/lib/domain/second-factor-policy/set';
import { exportSentMessages } from '@/lib/domain/sent-messages/export';
import { listSentMessages } from '@/lib/domain/sent-messages/list';
import { readSentMessage } from '@/lib/domain/sent-messages/read';
import { checkPastedSignature } from '@/lib/domain/signature-checks/check';
import { endSigningAtFirstUse } from '@/lib/domain/signing-secrets/end-at-first-use';
import { retireSigningSecret } from '@/lib/domain/signing-secrets/retire';
import { changeStaffRole } from '@/lib/domain/staff/change-role';
import { choosePassword } from '@/lib/domain/staff/choose-password';
import { createStaff } from '@/lib/domain/staff/create';
import { disableStaff } from '@/lib/domain/staff/disable';
import { readOnboarding } from '@/lib/domain/staff/read-onboarding';
import { resetStaff } from '@/lib/domain/staff/reset';
import { signInByOpenId } from '@/lib/domain/staff/sign-in-by-openid';
import { searchCustomers } from '@/lib/domain/support/search';
import { startSearch } from '@/lib/domain/support/start-search';
import { readSummary } from '@/lib/domain/support/summary';
import { priceTestMessage } from '@/lib/domain/test-messages/price';
import { sendTestMessage } from '@/lib/domain/test-messages/send';
import { readTotals } from '@/lib/domain/totals/read';
import { listTransactions } from '@/lib/domain/transactions/list';
import { readActivity } from '@/lib/domain/usage/activity';
import { listKeyUsage } from '@/lib/domain/usage/by-key';
import { exportUsage } from '@/lib/domain/usage/export';
import { readImpact } from '@/lib/domain/usage/impact';
import { readOverallUsage } from '@/lib/domain/usage/overall';
import { readUsage } from '@/lib/domain/usage/read';
import { readPasswordReset } from '@/lib/domain/users/read-password-reset';
import { requestEmailVerification } from '@/lib/domain/users/request-email-verification';
import { requestPasswordReset } from '@/lib/domain/users/request-password-reset';
import { resetPassword } from '@/lib/domain/users/reset-password';
import { signIn } from '@/lib/domain/users/sign-in';
import { signInByPasskey } from '@/lib/domain/users/sign-in-by-passkey';
import { signOut } from '@/lib/domain/users/sign-out';
import { signUp } from '@/lib/domain/users/sign-up';
import { verifyEmail } from '@/lib/domain/users/verify-email';
import { checkVerification } from '@/lib/domain/verifications/check';
import { readVerification } from '@/lib/domain/verifications/read';
import { startVerification } from '@/lib/domain/verifications/start';
import { getVoiceCall } from '@/lib/domain/voice-calls/get';
import { getVoiceCallGroup } from '@/lib/domain/voice-calls/get-group';
import { listVoiceCalls } from '@/lib/domain/voice-calls/list';
import { startVoiceCalls } from '@/lib/domain/voice-calls/start';
import { listWebhookDeliveries } from '@/lib/domain/webhook-deliveries/list';
import { listLatestDeliveries } from '@/lib/domain/webhook-deliveries/list-latest';
import { readWebhookDelivery } from '@/lib/domain/webhook-deliveries/read';
import { replayWebhookDelivery } from '@/lib/domain/webhook-deliveries/replay';
import { replayFailedDeliveries } from '@/lib/domain/webhook-deliveries/replay-failed';
import { sendTestEvent } from '@/lib/domain/webhook-deliveries/send-test';
import { changeWebhookEndpoint } from '@/lib/domain/webhook-endpoints/change';
import { createWebhookEndpoint } from '@/lib/domain/webhook-endpoints/create';
import { deleteWebhookEndpoint } from '@/lib/domain/webhook-endpoints/delete';
import { deleteNumberedEndpoint } from '@/lib/domain/webhook-endpoints/delete-by-number';
import { listWebhookEndpoints } from '@/lib/domain/webhook-endpoints/list';
import { pauseWebhookEndpoint } from '@/lib/domain/webhook-endpoints/pause';
import { readWebhookEndpoint } from '@/lib/domain/webhook-endpoints/read';
import { resumeWebhookEndpoint } from '@/lib/domain/webhook-endpoints/resume';
import { revealWebhookSecret } from '@/lib/domain/webhook-endpoints/reveal-secret';
import { rotateWebhookSecret } from '@/lib/domain/webhook-endpoints/rotate-secret';
import { readWebhookSettings } from '@/lib/domain/webhook-settings/read';
import { rotateSettingsSecret } from '@/lib/domain/webhook-settings/rotate-secret';
import { sendSlotTest } from '@/lib/domain/webhook-settings/send-test';
import { setWebhookSettings } from '@/lib/domain/webhook-settings/set';
import { closeWorkspace } from '@/lib/domain/workspace-closing/close';
import { readClosingImpact } from '@/lib/domain/workspace-closing/impact';
import { reopenWorkspace } from '@/lib/domain/workspace-closing/reopen';
import { createWorkspace } from '@/lib/domain/workspaces/create';
import { creditWorkspace } from '@/lib/domain/workspaces/credit';
import { listOwnWorkspaces } from '@/lib/domain/workspaces/list-own';
import { readOwnWorkspace } from '@/lib/domain/workspaces/read-own';
import { rehearseWorkspaceAllowlist } from '@/lib/domain/workspaces/rehearse-allowlist';
import { renameWorkspace } from '@/lib/domain/workspaces/rename';
import { readSecuritySettings } from '@/lib/domain/workspaces/security-settings';
import { setWorkspaceAllowlist } from '@/lib/domain/workspaces/set-allowlist';
import { setContactEmail } from '@/lib/domain/workspaces/set-contact-email';
import { setLeakResponse } from '@/lib/domain/workspaces/set-leak-response';
import { setLowBalance } from '@/lib/domain/workspaces/set-low-balance';
import { readWorkspaceSettings } from '@/lib/domain/workspaces/settings';
import { switchWorkspace } from '@/lib/domain/workspaces/switch';
import { newId } from '@/lib/ids';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { makeEmail, OTHER_PASSWORD, PASSWORD } from '@/lib/testing/factories/accounts';
import { keyInput } from '@/lib/testing/factories/api-keys';
import { makeAuthenticator } from '@/lib/testing/factories/passkeys';
import { endpointInput, slotPolicy, webhookPolicy } from '@/lib/testing/factories/webhooks';

/** What the calls are about. */
export interface CallTarget {
  workspaceId: string;
  /** A member of the workspace. */
  userId: string;
  environment: Environment;
  keyId: string;
  secretId: string;
  endpointId: string;
  /** A delivery to the endpoint. */
  deliveryId: string;
  /** An endpoint of the workspace that nothing else needs. */
  spareEndpointId(environment: Environment): Promise<string>;
  impersonationId: string;
  secret: string;
  /** Of one of the staff. */
  agentEmail: string;
}

/** What is decided inside a verb that is decided, too. */
export const POWERS = [
  'key-settings/widen-scopes',
  'impersonation/end-others',
  'members/manage-owners',
] as const satisfies Verb[];

type CalledVerb = Exclude<Verb, (typeof POWERS)[number]>;

const { keys } = keydesk;
const withPurposes = { ...keys, purposes: [{ name: 'Production', rotateAfterDays: 90 }] };
const TOKEN = 'x'.repeat(43);

/** A challenge that nobody issued. */
const UNKNOWN_CHALLENGE = { options: { challenge: 'none' }, challenge: 'none' };

/** A key as the gateway has looked it up. */
async function knownKey(secret: string): Promise<KnownKey> {
  const key = await lookUpKey(secret);
  if (!key) throw new Error('There is no such key.');
  return key;
}

/** The input for a new endpoint. A key creates endpoints of its own environment, and does not name it. */
function endpointInputOf({ kind }: Actor, environment: Environment): unknown {
  const { environment: _, ...byKey } = endpointInput();
  return kind === 'apiKey' ? byKey : { ...byKey, environment };
}

/** Messages to it are delivered in the sandbox. */
const TEST_NUMBER = '+15005550100';

/** A well-formed call of every verb, so that only the actor decides. The compiler requires one for each new verb. */
export const VERB_CALLS: Record<
  CalledVerb,
  (actor: Actor, target: CallTarget) => Promise<OperationResult<unknown>>
> = {
  'account/details': async (actor, { secret }) => readAccountDetails(actor, {}, await knownKey(secret)),
  'account/read': async (actor, { secret }) => readAccount(actor, {}, await knownKey(secret)),
  'act-requests/answer': (actor, { impersonationId }) =>
    answerRequest(actor, { impersonationId, askedAt: new Date().toISOString(), grant: true }),
  'act-requests/ask': (actor, { impersonationId }) =>
    askToAct(actor, { impersonationId, reason: 'To fix it' }),
  'api-keys/create': (actor, target) => {
    // A key creates keys of its own environment only.
    const { environment } = actor.kind === 'apiKey' ? actor : target;
    return createApiKey(actor, keyInput({ environment, creationToken: randomUUID() }), keys);
  },
  'api-keys/disable': (actor, { keyId }) => disableApiKey(actor, { keyId }),
  'api-keys/duplicate': (actor, { keyId }) => duplicateSettings(actor, { keyId }, keys),
  'api-keys/enable': (actor, { keyId }) => enableApiKey(actor, { keyId }),
  'api-keys/export': (actor) => exportApiKeys(actor, {}, keydesk.routes),
  'api-keys/filter-options': (actor) => readKeyFilterOptions(actor),
  'api-keys/identify': (actor, { secret }) => identifyApiKey(actor, { secret }),
  'api-keys/list': (actor) => listApiKeys(actor, {}),
  'api-keys/read': (actor, { keyId }) => readApiKey(actor, { keyId }),
  'api-keys/revoke': (actor, { keyId }) => revokeApiKey(actor, { keyId }),
  'audit/export': (actor) => exportAuditEvents(actor, { format: 'csv' }),
  'audit/list': (actor) => listAuditEvents(actor, {}),
  'audit/people': (actor) => listAuditPeople(actor),
  'balance-notices/send': (actor) => sendBalanceNotices(actor),
  'balance/live-sending': (actor) => readLiveSending(actor),
  'balance/read': async (actor, { secret }) => readBalance(actor, {}, await knownKey(secret)),
  'balance/summary': (actor) => readBalances(actor),
  'batches/cancel': (actor) => cancelBatch(actor, { id: 'batch_none' }),
  'batches/get': (actor) => getBatch(actor, { id: 'batch_none' }),
  'batches/list': (actor) => listBatches(actor, {}),
  'batches/precheck': (actor) =>
    precheckBatch(actor, { recipients: [{ to: '+31612345678' }], text: 'Hello' }),
  'batches/send': (actor) => sendBatch(actor, { recipients: [{ to: '+31612345678' }], text: 'Hello' }),
  'bulk-actions/continue': (actor) => continueBulkAction(actor, { bulkActionId: 'bulk_none' }),
  'bulk-actions/end': (actor) => endBulkAction(actor, { bulkActionId: 'bulk_none' }),
  'bulk-actions/find-open': (actor) => findOpenBulkAction(actor),
  'bulk-actions/preview': (actor, { keyId }) =>
    previewBulkAction(actor, { kind: 'revoke', selection: { keyIds: [keyId] } }),
  'bulk-actions/preview-rest': (actor) => previewRestOfBulkAction(actor, { bulkActionId: 'bulk_none' }),
  'bulk-actions/read': (actor) => readBulkAction(actor, { bulkActionId: 'bulk_none' }),
  'bulk-actions/start': (actor, { keyId }) =>
    startBulkAction(actor, {
      kind: 'disable',
      selection: { keyIds: [keyId] },
      asOf: new Date().toISOString(),
      fingerprint: fingerprintOf([keyId]),
      token: randomUUID(),
    }),
  'callback-secrets/read': (actor) => readCallbackSecret(actor),
  'callback-secrets/reveal': (actor) => revealCallbackSecret(actor, { password: PASSWORD }, webhookPolicy),
  'callback-secrets/rotate': (actor) => rotateCallbackSecret(actor, { version: 'shown' }, webhookPolicy),
  'delivery/report': (actor) =>
    recordReport(actor, {
      id: `msg_${'x'.repeat(22)}`,
      status: 'delivered',
      at: new Date().toISOString(),
    }),
  'email-checks/run': (actor) => checkEmails(actor, { emails: ['ada@example.com'] }),
  'expiry-notices/send': (actor) => sendExpiryNotices(actor),
  'extension-requests/answer': (actor, { impersonationId }) =>
    answerExtension(actor, { impersonationId, askedAt: new Date().toISOString(), grant: true }),
  'extension-requests/ask': (actor, { impersonationId }) =>
    askToExtend(actor, { impersonationId, reason: 'To finish it' }),
  'impersonation/active-sessions': (actor) => listActiveSessions(actor),
  'impersonation/end': (actor, { impersonationId }) => endImpersonation(actor, { impersonationId }),
  'impersonation/end-overdue': (actor) => endOverdueImpersonations(actor),
  'impersonation/list': (actor) => listImpersonations(actor, {}),
  'impersonation/list-open': (actor) => listOpenImpersonations(actor),
  'impersonation/read': (actor, { impersonationId }) => readImpersonation(actor, { impersonationId }),
  'impersonation/read-access': (actor) => readSupportAccess(actor),
  'impersonation/read-own': (actor) => readOwnImpersonation(actor),
  'impersonation/set-access': (actor) => setSupportAccess(actor, { access: 'ask' }),
  'impersonation/start': (actor, { workspaceId, userId }) =>
    startImpersonation(actor, { workspaceId, userId, reason: 'To see it', ticket: 'T-1', minutes: 15 }),
  'invitations/accept': (actor) => acceptInvitation(actor, { token: TOKEN }),
  'invitations/create': (actor) => createInvitation(actor, { email: makeEmail(), role: 'viewer' }),
  'invitations/list': (actor) => listInvitations(actor, {}),
  'invitations/read-link': (actor) => readInvitationLink(actor, { token: TOKEN }),
  'invitations/sign-up': (actor) => signUpInvited(actor, { token: TOKEN, name: 'Ada', password: PASSWORD }),
  'invitations/withdraw': (actor) => withdrawInvitation(actor, { invitationId: 'inv_none' }),
  'key-health/count': (actor) => countKeyHealth(actor, {}, keydesk.routes),
  'key-health/evidence': (actor, { keyId }) => readRevocationEvidence(actor, { keyIds: [keyId] }),
  'key-reveal/reveal': (actor, { keyId }) => revealApiKey(actor, { keyId, password: PASSWORD }, keys),
  'key-rotation/end-at-first-use': (actor, { keyId, secretId, workspaceId }) =>
    endAtFirstUse(actor, { id: keyId, secretId, workspace: { id: workspaceId } }),
  'key-rotation/old-secret': (actor, { keyId }) => readOldSecret(actor, { keyId }),
  'key-rotation/progress': (actor, { keyId }) => readRotationProgress(actor, { keyId }),
  'key-rotation/retire-secret': (actor, { keyId, secretId }) => retireSecret(actor, { keyId, secretId }),
  'key-rotation/rotate': (actor, { keyId, secretId }) =>
    rotateApiKey(actor, { keyId, secretId, overlap: '24h' }, keys),
  'key-settings/annotate': (actor, { keyId }) =>
    annotateKey(actor, { keyId, owner: 'Payments', tags: ['eu'], note: '' }),
  'key-settings/change-scopes': (actor, { keyId }) =>
    changeScopes(actor, { keyId, scopes: ['messages.send'] }, keys, keydesk.routes),
  'key-settings/read-narrowing': (actor, { keyId }) => readNarrowing(actor, { keyId }),
  'key-settings/rehearse-allowlist': (actor, { keyId }) =>
    rehearseKeyAllowlist(actor, { keyId, networks: [] }),
  'key-settings/rehearse-countries': (actor, { keyId }) =>
    rehearseKeyCountries(actor, { keyId, countries: [] }),
  'key-settings/rehearse-rate-limit': (actor, { keyId }) =>
    rehearseKeyRateLimit(actor, { keyId, rateLimit: 60 }),
  'key-settings/rehearse-scopes': (actor, { keyId }) =>
    rehearseKeyScopes(actor, { keyId, scopes: [] }, keydesk.routes),
  'key-settings/rename': (actor, { keyId }) => renameApiKey(actor, { keyId, label: 'Renamed' }),
  'key-settings/replace-signing-secret': (actor, { keyId }) =>
    replaceSigningSecret(actor, { keyId, version: 'shown', overlap: '24h' }, keys),
  'key-settings/set-allowlist': (actor, { keyId }) => setAllowlist(actor, { keyId, allowlist: [] }),
  'key-settings/set-expiry': (actor, { keyId }) => setExpiry(actor, { keyId, expiry: 'never' }),
  'key-settings/set-limits': (actor, { keyId }) =>
    setLimits(actor, { keyId, limits: { spendPerDay: '1', spendPerMonth: '10' } }),
  'key-settings/set-purpose': (actor, { keyId }) =>
    setPurpose(actor, { keyId, purpose: 'Production' }, withPurposes),
  'key-settings/set-rate-limit': (actor, { keyId }) => setRateLimit(actor, { keyId, rateLimit: 60 }, keys),
  'key-settings/set-rotation-reminder': (actor, { keyId }) =>
    setRotationReminder(actor, { keyId, reminder: '90' }),
  'key-settings/set-signing': (actor, { keyId }) => setSigning(actor, { keyId, required: true }, keys),
  'key-settings/undo-narrowing': (actor, { keyId }) =>
    undoNarrowing(actor, { keyId, narrowingId: '1' }, keys),
  'leaks/handle-reports': (actor) => handleLeakReports(actor),
  'leaks/list': (actor, { keyId }) => listLeaks(actor, { keyId }),
  'leaks/report-by-form': (actor) => reportLeakByForm(actor, { text: 'no secret' }, keydesk.keys),
  'leaks/report-by-scanner': (actor) =>
    reportByScanner(actor, [{ token: 'no secret', type: 'key' }], keydesk.keys),
  'ledger/export': (actor) => exportLedger(actor, {}),
  'ledger/list': (actor) => listLedger(actor, {}),
  'lookups/get': (actor) => getLookups(actor, { id: 'lk_none' }),
  'lookups/list': (actor) => listLookups(actor, {}),
  'lookups/start': (actor) => startLookups(actor, { kind: 'format', numbers: ['+31612345678'] }),
  'lookups/run': async (actor, { secret }) =>
    runLookups(actor, { kind: 'format', numbers: ['+31612345678'] }, await knownKey(secret)),
  'members/change-role': (actor) => changeRole(actor, { userId: 'usr_none', role: 'viewer' }),
  'members/known-keys': (actor, { userId }) => listKnownKeys(actor, { userId }),
  'members/leave': (actor) => leaveWorkspace(actor, { workspaceId: 'ws_none' }),
  'members/list': (actor) => listMembers(actor, {}),
  'members/remove': (actor) => removeMember(actor, { userId: 'usr_none' }),
  'members/transfer-ownership': (actor) => transferOwnership(actor, { userId: 'usr_none' }),
  'messages/cancel': (actor) => cancelMessage(actor, { id: 'msg_none' }),
  'messages/cancel-several': (actor) => cancelMessages(actor, { ids: ['msg_none'] }),
  'messages/get': (actor) => getMessage(actor, { id: 'msg_none' }),
  'messages/list': (actor) => listMessages(actor, {}),
  'messages/send': (actor) => sendMessages(actor, { to: '+31612345678', text: 'Hello' }),
  'messages/stats': (actor) => readMessageStats(actor, {}),
  'own-account/begin-email-change': (actor) =>
    beginEmailChange(actor, { email: makeEmail(), password: PASSWORD }),
  'own-account/cancel-email-change': (actor) => cancelEmailChange(actor, {}),
  'own-account/confirm-email-change': (actor) => confirmEmailChange(actor, { token: TOKEN }),
  'own-account/change-password': (actor) =>
    changePassword(actor, { password: PASSWORD, newPassword: OTHER_PASSWORD }),
  'own-account/delete': (actor) => deleteAccount(actor, { password: PASSWORD }),
  'own-account/end-other-sessions': (actor) => endAllOtherSessions(actor, {}),
  'own-account/end-session': (actor) => endSession(actor, { sessionId: 'ses_none' }),
  'own-account/list-sessions': (actor) => listSessions(actor, {}),
  'own-account/read': (actor) => readOwnAccount(actor),
  'own-account/rename': (actor) => renameSelf(actor, { name: 'Ada' }),
  'passkey-settings/add': (actor) =>
    addPasskey(actor, { name: 'Laptop', ...makeAuthenticator().create(UNKNOWN_CHALLENGE) }),
  'passkey-settings/begin': (actor) => beginPasskey(actor, { password: PASSWORD }),
  'passkey-settings/remove': (actor) => removePasskey(actor, { passkeyId: 'psk_none', password: PASSWORD }),
  'passkey-settings/rename': (actor) => renamePasskey(actor, { passkeyId: 'psk_none', name: 'Laptop' }),
  'passkeys/list': (actor) => listPasskeys(actor),
  'passkeys/offer-to-guest': (actor) => offerPasskeyToGuest(actor, {}, 'secret'),
  'passkeys/offer-to-member': (actor) => offerPasskeyToMember(actor, {}),
  'overview/dismiss-first-steps': (actor) => dismissFirstSteps(actor, {}),
  'overview/read': (actor) => readOverview(actor, {}),
  'payments/apply-event': (actor) =>
    applyStripeEvent(actor, { type: 'refund.created', data: { object: { id: 're_1', object: 'refund' } } }),
  'payments/read': (actor) => readPayment(actor, { paymentId: 'pay_1' }),
  'payments/refresh-due': (actor) => refreshDuePayments(actor),
  'payments/start': (actor) => startPayment(actor, { amount: '25' }),
  'prices/import': (actor) =>
    importPrices(actor, { csv: 'destination,price\n*,0.1\n', currency: 'EUR', dryRun: true }),
  'prices/list': (actor) => listPrices(actor, { currency: 'EUR' }),
  'prices/read': (actor) => readPrices(actor, {}),
  'prices/search': (actor) => searchPrices(actor, {}),
  'refusals/find': (actor) => findRefusal(actor, { requestId: 'req_none' }),
  'refusals/list': (actor, { keyId }) => listRefusals(actor, { keyId }),
  'refusals/list-calls': (actor, { keyId }) => listRefusedCalls(actor, { keyId, groupId: 'rfg_none' }),
  'rotation-notices/send': (actor) => sendRotationNotices(actor, keys),
  'second-factor-policy/read': (actor) => readSecondFactorPolicy(actor),
  'second-factor-policy/set': (actor) => setSecondFactorPolicy(actor, { graceDays: null }),
  'second-factor/begin': (actor) => beginSecondFactor(actor, { password: PASSWORD }),
  'second-factor/confirm': (actor) => confirmSecondFactor(actor, { code: '000000' }),
  'second-factor/read': (actor) => readSecondFactor(actor),
  'second-factor/remove': (actor, { workspaceId }) =>
    removeSecondFactor(actor, { workspace: workspaceId, email: makeEmail() }),
  'second-factor/renew-recovery-codes': (actor) =>
    renewRecoveryCodes(actor, { password: PASSWORD, code: '000000' }),
  'second-factor/turn-off': (actor) => turnOffSecondFactor(actor, { password: PASSWORD, code: '000000' }),
  'sent-messages/export': (actor) => exportSentMessages(actor, {}),
  'sent-messages/list': (actor) => listSentMessages(actor, {}),
  'sent-messages/read': (actor) => readSentMessage(actor, { id: 'msg_none' }),
  'signature-checks/check': (actor, { keyId }) =>
    checkPastedSignature(actor, { keyId, base: 'text', signature: '' }, keys, {
      inspect: () => [],
      signsPlainBody: false,
    }),
  'signing-secrets/end-at-first-use': (actor, { keyId, workspaceId }) =>
    endSigningAtFirstUse(actor, { keyId, workspaceId, signingSecretId: newId('sgs') }),
  'signing-secrets/retire': (actor, { keyId }) =>
    retireSigningSecret(actor, { keyId, signingSecretId: newId('sgs') }),
  'staff/change-role': (actor) => changeStaffRole(actor, { email: makeEmail(), role: 'lead' }),
  'staff/choose-password': (actor) => choosePassword(actor, { password: PASSWORD }),
  'staff/create': (actor) =>
    createStaff(actor, { email: makeEmail(), name: 'Grace', role: 'support', team: 'Onboarding' }),
  'staff/disable': (actor) => disableStaff(actor, { email: makeEmail() }),
  'staff/read-onboarding': (actor) => readOnboarding(actor),
  'staff/reset': (actor) => resetStaff(actor, { email: makeEmail() }),
  'staff/sign-in-by-openid': (actor, { agentEmail: email }) =>
    signInByOpenId(actor, { issuer: 'https://id.test', subject: 'grace', email, emailVerified: true }),
  'support/search': (actor) => searchCustomers(actor, { text: 'engines' }, keys),
  'support/start-search': (actor) => startSearch(actor, { text: 'engines' }, keys),
  'support/summary': (actor, { workspaceId }) => readSummary(actor, { workspaceId }),
  'test-messages/price': (actor, { keyId }) =>
    priceTestMessage(actor, { keyId, to: TEST_NUMBER, text: 'Hello' }),
  'test-messages/send': (actor, { keyId }) =>
    sendTestMessage(
      actor,
      { keyId, to: TEST_NUMBER, text: 'Hello', token: randomUUID() },
      { scope: 'messages.send' },
    ),
  'totals/read': (actor) => readTotals(actor, { by: 'day' }),
  'transactions/list': (actor) => listTransactions(actor, {}),
  'usage/activity': (actor, { keyId }) => readActivity(actor, { keyIds: [keyId] }),
  'usage/by-key': (actor) => listKeyUsage(actor, {}),
  'usage/export': (actor) => exportUsage(actor, { what: 'calls' }),
  'usage/impact': (actor, { keyId }) => readImpact(actor, { keyId }),
  'usage/overall': (actor) => readOverallUsage(actor, {}),
  'usage/read': (actor, { keyId }) => readUsage(actor, { keyId }),
  'users/read-password-reset': (actor) => readPasswordReset(actor, { token: TOKEN }),
  'users/request-email-verification': (actor) => requestEmailVerification(actor),
  'users/request-password-reset': (actor) => requestPasswordReset(actor, { email: makeEmail() }),
  'users/reset-password': (actor) => resetPassword(actor, { token: TOKEN, password: PASSWORD }),
  'users/sign-in': (actor) => signIn(actor, { email: makeEmail(), password: PASSWORD }),
  'users/sign-in-by-passkey': (actor) =>
    signInByPasskey(
      actor,
      { passkey: makeAuthenticator().sign(UNKNOWN_CHALLENGE) },
      { userAgent: null, token: null },
    ),
  'users/sign-out': (actor) => signOut(actor),
  'users/sign-up': (actor) =>
    signUp(actor, { name: 'Ada', email: makeEmail(), password: PASSWORD, workspaceName: 'Engines' }, 'EUR'),
  'users/verify-email': (actor) => verifyEmail(actor, { token: TOKEN }),
  'verifications/check': (actor) => checkVerification(actor, { to: '+31612345678', code: '123456' }),
  'verifications/read': (actor) => readVerification(actor, { id: 'ver_none' }),
  'verifications/start': (actor) => startVerification(actor, { to: '+31612345678' }),
  'voice-calls/get': (actor) => getVoiceCall(actor, { id: 'vc_none' }),
  'voice-calls/get-group': (actor) => getVoiceCallGroup(actor, { id: 'vcg_none' }),
  'voice-calls/list': (actor) => listVoiceCalls(actor, {}),
  'voice-calls/start': (actor) => startVoiceCalls(actor, { to: '+31612345678', text: 'Hello' }),
  'webhook-deliveries/list': (actor, { endpointId }) => listWebhookDeliveries(actor, { endpointId }),
  'webhook-deliveries/list-latest': (actor) => listLatestDeliveries(actor, {}),
  'webhook-deliveries/read': (actor, { endpointId, deliveryId }) =>
    readWebhookDelivery(actor, { endpointId, deliveryId }),
  'webhook-deliveries/replay': (actor, { endpointId, deliveryId }) =>
    replayWebhookDelivery(actor, { endpointId, deliveryId }),
  'webhook-deliveries/replay-failed': (actor, { endpointId }) =>
    replayFailedDeliveries(actor, { endpointId, since: new Date(0) }),
  'webhook-deliveries/send-test': (actor, { endpointId }) =>
    sendTestEvent(actor, { endpointId }, { waitMs: 0 }),
  'webhook-endpoints/change': (actor, { endpointId }) =>
    changeWebhookEndpoint(
      actor,
      { endpointId, url: 'https://8.8.8.1/', description: '', events: 'all' },
      webhookPolicy,
    ),
  'webhook-endpoints/create': (actor, { environment }) =>
    createWebhookEndpoint(actor, endpointInputOf(actor, environment), webhookPolicy),
  'webhook-endpoints/delete-by-number': (actor) => deleteNumberedEndpoint(actor, { number: '1' }),
  'webhook-endpoints/delete': async (actor, { spareEndpointId, environment }) =>
    deleteWebhookEndpoint(actor, { endpointId: await spareEndpointId(environment) }),
  'webhook-endpoints/list': (actor) => listWebhookEndpoints(actor, {}),
  'webhook-endpoints/pause': (actor, { endpointId }) => pauseWebhookEndpoint(actor, { endpointId }),
  'webhook-endpoints/read': (actor, { endpointId }) => readWebhookEndpoint(actor, { endpointId }),
  'webhook-endpoints/resume': (actor, { endpointId }) => resumeWebhookEndpoint(actor, { endpointId }),
  'webhook-endpoints/reveal-secret': (actor, { endpointId }) =>
    revealWebhookSecret(actor, { endpointId, password: PASSWORD }, webhookPolicy),
  'webhook-endpoints/rotate-secret': (actor, { endpointId }) =>
    rotateWebhookSecret(actor, { endpointId, version: 'shown' }, webhookPolicy),
  'webhook-settings/read': (actor) => readWebhookSettings(actor, {}, slotPolicy),
  'webhook-settings/rotate-secret': (actor) => rotateSettingsSecret(actor, {}, slotPolicy),
  'webhook-settings/send-test': async (actor) => {
    await setWebhookSettings(actor, { urls: { report: 'https://8.8.8.1/' } }, slotPolicy);
    return sendSlotTest(actor, {}, slotPolicy, { waitMs: 0 });
  },
  'webhook-settings/set': (actor) => setWebhookSettings(actor, { secret: null }, slotPolicy),
  'workspace-closing/close': (actor, { workspaceId }) =>
    closeWorkspace(actor, { workspaceId, workspaceName: 'Engines', password: PASSWORD }),
  'workspace-closing/impact': (actor, { workspaceId }) => readClosingImpact(actor, { workspaceId }),
  'workspaces/create': (actor) => createWorkspace(actor, { workspaceName: 'Engines' }, 'EUR'),
  'workspaces/credit': (actor, { workspaceId }) => creditWorkspace(actor, { workspaceId, amount: '1' }),
  'workspaces/list-own': (actor) => listOwnWorkspaces(actor, {}),
  'workspaces/read-own': (actor) => readOwnWorkspace(actor, { workspaceId: 'ws_none' }),
  'workspaces/rehearse-allowlist': (actor) => rehearseWorkspaceAllowlist(actor, { networks: [] }),
  'workspaces/rename': (actor) => renameWorkspace(actor, { workspaceName: 'Engines' }),
  'workspace-closing/reopen': (actor) => reopenWorkspace(actor, { workspaceId: 'ws_none' }),
  'workspaces/security-settings': (actor) => readSecuritySettings(actor),
  'workspaces/set-allowlist': (actor) => setWorkspaceAllowlist(actor, { allowlist: [] }),
  'workspaces/set-contact-email': (actor) => setContactEmail(actor, { contactEmail: null }),
  'workspaces/set-leak-response': (actor) => setLeakResponse(actor, { leakResponse: 'tell' }),
  'workspaces/set-low-balance': (actor) => setLowBalance(actor, { lowBalance: null }),
  'workspaces/settings': (actor) => readWorkspaceSettings(actor),
  'workspaces/switch': (actor) => switchWorkspace(actor, { workspaceId: 'ws_none' }),
};
