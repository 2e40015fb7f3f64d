import type { Environment, Role, StaffRole } from '@/lib/db/generated/enums';
import type { ImpersonationMode } from '@/lib/domain/actor';
import { ok, type Result, refuse } from '@/lib/errors';
import { providerWords, say } from '@/lib/say';

/** Who may do a verb. Everyone who is not listed may not. */
export interface Decision {
  /** Ends the sentence "Your role may not …". */
  does: string | (() => string);
  members?: readonly Role[] | Record<Environment, readonly Role[]>;
  /**
   * Whether an agent may do it when acting as a member who may: always, only with permission to make changes, or (left
   * out) never.
   */
  support?: 'view' | 'act';
  /** A customer's user who is a member of no workspace. */
  users?: true;
  staff?: readonly StaffRole[];
  /** A customer's server. The gateway checks the scopes of its key. */
  apiKeys?: true;
  /** The worker, the command line, or a guest who has not signed in. */
  system?: true;
}

const EVERY_ROLE: readonly Role[] = ['owner', 'admin', 'developer', 'viewer'];
const ADMINS: readonly Role[] = ['owner', 'admin'];
const KEY_MANAGERS = { sandbox: ['owner', 'admin', 'developer'], live: ADMINS } satisfies Decision['members'];

const readsKeys: Decision = { does: () => say`see API keys`, members: EVERY_ROLE, support: 'view' };
const changesKeys: Decision = { does: () => say`change API keys`, members: KEY_MANAGERS };
const addsScopes: Decision = {
  does: () => say`add scopes to a key, only take them away`,
  members: ADMINS,
};
/** Which keys of them somebody may change is decided for each key. */
const changesManyKeys: Decision = {
  does: () => say`change API keys`,
  members: KEY_MANAGERS.sandbox,
  support: 'act',
};
const readsKeysByApi: Decision = { ...readsKeys, apiKeys: true };
const changesKeysByApi: Decision = { ...changesKeys, apiKeys: true };
const endsOldSecrets: Decision = { does: () => say`end the old secrets of keys`, system: true };
const readsAudit: Decision = { does: 'see the audit log', members: KEY_MANAGERS.sandbox, support: 'view' };
const readsWebhooks: Decision = { does: 'see webhooks', members: EVERY_ROLE, support: 'view', apiKeys: true };
const changesWebhooks: Decision = { does: 'change webhooks', members: KEY_MANAGERS, apiKeys: true };
const resendsWebhooks: Decision = { does: 'send webhooks again', members: KEY_MANAGERS, support: 'act' };
const usesWebhookSettings: Decision = { does: 'use the webhook settings of the API', apiKeys: true };
const readsOwnKey: Decision = { does: 'see the account', apiKeys: true };
const readsMessages: Decision = { does: 'see messages', members: EVERY_ROLE, support: 'view' };
const sendsTestMessages: Decision = { does: 'send test messages', members: KEY_MANAGERS };
const usesMessages: Decision = { does: 'send or read messages', apiKeys: true };
const usesVerifications: Decision = { does: 'send or check one-time codes', apiKeys: true };
const usesVoiceCalls: Decision = { does: 'start or read voice calls', apiKeys: true };
const usesLookups: Decision = { does: 'look up phone numbers', apiKeys: true };
const readsBalance: Decision = { does: 'see the balance', members: EVERY_ROLE, support: 'view' };
const readsSupport: Decision = { does: 'see what support did', members: EVERY_ROLE, support: 'view' };
const guests: Decision = { does: 'do this while signed in', system: true };
/** The staff who may start impersonation sessions. */
const AGENTS: readonly StaffRole[] = ['support', 'lead'];
const STAFF: readonly StaffRole[] = ['support', 'lead', 'operator'];
const readsConsole: Decision = { does: 'search customers', staff: STAFF };
const ownSecondFactor: Decision = {
  does: 'change a second factor',
  members: EVERY_ROLE,
  // Somebody whose workspace requires it is kept out of the workspace until they have one.
  users: true,
  staff: STAFF,
};
const changesOwnAccount: Decision = { does: 'change an account of their own', members: EVERY_ROLE };
const changesPasskeys: Decision = { does: 'use passkeys', members: EVERY_ROLE };
const addsPasskeys: Decision = { ...changesPasskeys, users: true };
const managesPrices: Decision = { does: 'manage prices', system: true };
const managesStaff: Decision = { does: 'manage staff accounts', system: true };

/**
 * The permission table: who may do each verb. The key is the verb's file in `lib/domain`. docs/permissions.md is
 * generated from it. A verb that is missing here fails the tests.
 */
export const DECISIONS = {
  'account/details': readsOwnKey,
  'account/read': readsOwnKey,
  'act-requests/answer': { does: 'answer requests of support', members: ADMINS },
  'act-requests/ask': { does: 'start support sessions', staff: AGENTS },
  'api-keys/create': { does: () => say`create API keys`, members: KEY_MANAGERS, apiKeys: true },
  'api-keys/disable': { ...changesKeysByApi, support: 'act' },
  'api-keys/duplicate': readsKeys,
  'api-keys/enable': changesKeysByApi,
  'api-keys/export': { does: () => say`export the list of keys`, members: KEY_MANAGERS.sandbox },
  'api-keys/filter-options': readsKeys,
  'api-keys/identify': readsKeys,
  'api-keys/list': readsKeysByApi,
  'api-keys/read': readsKeysByApi,
  'api-keys/revoke': {
    does: () => say`revoke API keys`,
    members: KEY_MANAGERS,
    support: 'act',
    apiKeys: true,
  },
  'audit/export': { does: 'export the audit log', members: KEY_MANAGERS.sandbox },
  'audit/list': readsAudit,
  'audit/people': readsAudit,
  'balance-notices/send': { does: 'send warnings of a low balance', system: true },
  'balance/live-sending': readsBalance,
  'balance/read': readsOwnKey,
  'balance/summary': readsBalance,
  'batches/cancel': usesMessages,
  'batches/get': usesMessages,
  'batches/list': usesMessages,
  'batches/precheck': usesMessages,
  'batches/send': usesMessages,
  'bulk-actions/continue': changesManyKeys,
  'bulk-actions/end': changesManyKeys,
  'bulk-actions/find-open': readsKeys,
  'bulk-actions/preview': readsKeys,
  'bulk-actions/preview-rest': readsKeys,
  'bulk-actions/read': readsKeys,
  // Who may change one key may change many: the verb for a single key decides, too.
  'bulk-actions/start': { ...changesKeys, support: 'act' },
  'callback-secrets/read': { does: 'see webhooks', members: EVERY_ROLE, support: 'view' },
  'callback-secrets/reveal': { does: 'see the secret for callback URLs', members: ADMINS },
  'callback-secrets/rotate': { does: 'change the secret for callback URLs', members: ADMINS },
  'delivery/report': { does: 'report on messages and voice calls', system: true },
  'email-checks/run': { does: 'check email addresses', apiKeys: true },
  'expiry-notices/send': { does: 'send expiry notices', system: true },
  'extension-requests/answer': { does: 'answer requests of support', members: ADMINS },
  'extension-requests/ask': { does: 'start support sessions', staff: AGENTS },
  'impersonation/active-sessions': readsSupport,
  'impersonation/end': { does: 'end support sessions', members: EVERY_ROLE, staff: AGENTS },
  'impersonation/end-others': { does: 'end another agent’s support session', staff: ['lead'] },
  'impersonation/end-overdue': { does: 'end overdue support sessions', system: true },
  'impersonation/list': readsSupport,
  'impersonation/list-open': { does: 'see all open support sessions', staff: ['lead'] },
  'impersonation/read': readsSupport,
  'impersonation/read-access': readsSupport,
  'impersonation/read-own': { does: 'start support sessions', staff: AGENTS },
  'impersonation/set-access': { does: 'change support access', members: ADMINS },
  'impersonation/start': { does: 'start support sessions', staff: AGENTS },
  'invitations/accept': { does: 'accept invitations', members: EVERY_ROLE, users: true },
  'invitations/create': { does: 'invite people', members: ADMINS },
  'invitations/list': { does: 'see invitations', members: ADMINS, support: 'view' },
  'invitations/read-link': guests,
  'invitations/sign-up': guests,
  'invitations/withdraw': { does: 'withdraw invitations', members: ADMINS },
  'key-health/count': readsKeys,
  'key-health/evidence': readsKeys,
  'key-reveal/reveal': { does: () => say`see the secrets of API keys`, members: KEY_MANAGERS },
  'key-rotation/end-at-first-use': endsOldSecrets,
  'key-rotation/old-secret': readsKeys,
  'key-rotation/progress': readsKeys,
  'key-rotation/retire-secret': changesKeys,
  'key-rotation/rotate': changesKeysByApi,
  'key-settings/annotate': { ...changesKeys, support: 'act' },
  'key-settings/change-scopes': { ...changesKeys, support: 'act' },
  'key-settings/read-narrowing': readsKeys,
  'key-settings/rehearse-allowlist': readsKeys,
  'key-settings/rehearse-countries': readsKeys,
  'key-settings/rehearse-rate-limit': readsKeys,
  'key-settings/rehearse-scopes': readsKeys,
  'key-settings/rename': { ...changesKeys, support: 'act' },
  'key-settings/replace-signing-secret': changesKeys,
  'key-settings/set-allowlist': { ...changesKeys, support: 'act' },
  'key-settings/set-expiry': changesKeys,
  'key-settings/set-limits': changesKeys,
  'key-settings/set-purpose': { ...changesKeys, support: 'act' },
  'key-settings/set-rate-limit': { ...changesKeys, support: 'act' },
  'key-settings/set-rotation-reminder': { ...changesKeys, support: 'act' },
  'key-settings/set-signing': changesKeys,
  'key-settings/undo-narrowing': addsScopes,
  'key-settings/widen-scopes': addsScopes,
  'leaks/handle-reports': { does: 'handle reports of scanners', system: true },
  'leaks/list': readsKeys,
  'leaks/report-by-form': guests,
  'leaks/report-by-scanner': { does: 'report what a scanner found', system: true },
  'ledger/export': { does: 'export the ledger', members: KEY_MANAGERS.sandbox },
  'ledger/list': readsBalance,
  'lookups/get': usesLookups,
  'lookups/list': usesLookups,
  'lookups/run': usesLookups,
  'lookups/start': usesLookups,
  'members/change-role': { does: 'change members', members: ADMINS },
  'members/known-keys': { does: () => say`see which keys a member knows`, members: ADMINS, support: 'view' },
  'members/leave': { does: 'leave the workspace', members: EVERY_ROLE },
  'members/list': { does: 'see the members', members: EVERY_ROLE, support: 'view' },
  'members/manage-owners': { does: 'make, change or remove owners', members: ['owner'] },
  'members/remove': { does: 'remove members', members: ADMINS },
  'members/transfer-ownership': { does: 'transfer the ownership', members: ['owner'] },
  'messages/cancel': usesMessages,
  'messages/cancel-several': usesMessages,
  'messages/get': usesMessages,
  'messages/list': usesMessages,
  'messages/send': usesMessages,
  'messages/stats': usesMessages,
  'own-account/begin-email-change': changesOwnAccount,
  'own-account/cancel-email-change': changesOwnAccount,
  'own-account/change-password': changesOwnAccount,
  // They may have been removed from their workspace since they began it.
  'own-account/confirm-email-change': { ...changesOwnAccount, users: true },
  'own-account/delete': { ...changesOwnAccount, users: true },
  'own-account/end-other-sessions': changesOwnAccount,
  'own-account/end-session': changesOwnAccount,
  'own-account/list-sessions': { does: 'see sessions', members: EVERY_ROLE, support: 'view' },
  'own-account/read': { does: 'see the account', members: EVERY_ROLE, support: 'view' },
  'own-account/rename': changesOwnAccount,
  'overview/dismiss-first-steps': { does: 'hide the first steps', members: EVERY_ROLE },
  'overview/read': { does: 'see the overview', members: EVERY_ROLE, support: 'view' },
  'passkey-settings/add': addsPasskeys,
  'passkey-settings/begin': addsPasskeys,
  'passkey-settings/remove': changesPasskeys,
  'passkey-settings/rename': changesPasskeys,
  'passkeys/list': { does: 'see passkeys', members: EVERY_ROLE, support: 'view' },
  'passkeys/offer-to-guest': guests,
  'passkeys/offer-to-member': addsPasskeys,
  'payments/apply-event': { does: 'report on payments', system: true },
  'payments/read': readsBalance,
  'payments/refresh-due': { does: 'ask Stripe about payments', system: true },
  'payments/start': { does: 'add money', members: ADMINS },
  'prices/import': managesPrices,
  'prices/list': managesPrices,
  'prices/read': { does: 'see its prices', apiKeys: true },
  'prices/search': readsBalance,
  'refusals/find': readsKeys,
  'refusals/list': readsKeys,
  'refusals/list-calls': readsKeys,
  'rotation-notices/send': { does: 'send reminders to rotate', system: true },
  'second-factor-policy/read': { does: 'see the settings', members: EVERY_ROLE, support: 'view' },
  'second-factor-policy/set': { does: 'require two-step verification', members: ['owner'] },
  'second-factor/begin': ownSecondFactor,
  'second-factor/confirm': ownSecondFactor,
  'second-factor/read': { does: 'see the second factor', members: EVERY_ROLE, support: 'view', staff: STAFF },
  'second-factor/remove': { does: 'take away a second factor', system: true },
  'second-factor/renew-recovery-codes': ownSecondFactor,
  'second-factor/turn-off': { does: 'do without a second factor', members: EVERY_ROLE },
  'sent-messages/export': { does: 'export messages', members: KEY_MANAGERS.sandbox },
  'sent-messages/list': readsMessages,
  'sent-messages/read': readsMessages,
  'signature-checks/check': readsKeys,
  'signing-secrets/end-at-first-use': endsOldSecrets,
  'signing-secrets/retire': changesKeys,
  'staff/change-role': managesStaff,
  'staff/choose-password': { does: 'choose the password of staff', staff: STAFF },
  'staff/create': managesStaff,
  'staff/disable': managesStaff,
  'staff/read-onboarding': { does: 'read this', staff: STAFF },
  'staff/reset': managesStaff,
  'staff/sign-in-by-openid': guests,
  'support/search': readsConsole,
  'support/start-search': readsConsole,
  'support/summary': readsConsole,
  'test-messages/price': sendsTestMessages,
  'test-messages/send': sendsTestMessages,
  'totals/read': { does: 'see what it used', apiKeys: true },
  'transactions/list': { does: 'see the ledger', apiKeys: true },
  'usage/activity': readsKeys,
  'usage/by-key': readsKeys,
  'usage/export': { does: 'export the usage', members: KEY_MANAGERS.sandbox },
  'usage/impact': readsKeys,
  'usage/overall': readsKeys,
  'usage/read': readsKeys,
  'users/read-password-reset': guests,
  'users/request-email-verification': {
    does: 'confirm an email address',
    members: EVERY_ROLE,
    users: true,
  },
  'users/request-password-reset': guests,
  'users/reset-password': guests,
  'users/sign-in': guests,
  'users/sign-in-by-passkey': guests,
  'users/sign-out': { does: 'sign a member out', members: EVERY_ROLE, users: true, staff: STAFF },
  'users/sign-up': guests,
  'users/verify-email': { does: 'confirm an email address', members: EVERY_ROLE, users: true },
  'verifications/check': usesVerifications,
  'verifications/read': usesVerifications,
  'verifications/start': usesVerifications,
  'voice-calls/get': usesVoiceCalls,
  'voice-calls/get-group': usesVoiceCalls,
  'voice-calls/list': usesVoiceCalls,
  'voice-calls/start': usesVoiceCalls,
  'webhook-deliveries/list': readsWebhooks,
  'webhook-deliveries/list-latest': usesWebhookSettings,
  'webhook-deliveries/read': readsWebhooks,
  'webhook-deliveries/replay': { ...resendsWebhooks, apiKeys: true },
  'webhook-deliveries/replay-failed': resendsWebhooks,
  'webhook-deliveries/send-test': {
    does: 'send test events',
    members: KEY_MANAGERS,
    support: 'act',
    apiKeys: true,
  },
  'webhook-endpoints/change': changesWebhooks,
  'webhook-endpoints/create': { does: 'create webhooks', members: KEY_MANAGERS, apiKeys: true },
  'webhook-endpoints/delete': { does: 'delete webhooks', members: KEY_MANAGERS, apiKeys: true },
  'webhook-endpoints/delete-by-number': { does: 'change webhooks by number', apiKeys: true },
  'webhook-endpoints/list': readsWebhooks,
  'webhook-endpoints/pause': { ...changesWebhooks, support: 'act' },
  'webhook-endpoints/read': readsWebhooks,
  'webhook-endpoints/resume': changesWebhooks,
  'webhook-endpoints/reveal-secret': { does: 'see the secrets of webhooks', members: KEY_MANAGERS },
  'webhook-endpoints/rotate-secret': changesWebhooks,
  'webhook-settings/read': usesWebhookSettings,
  'webhook-settings/rotate-secret': usesWebhookSettings,
  'webhook-settings/send-test': usesWebhookSettings,
  'webhook-settings/set': usesWebhookSettings,
  'workspace-closing/close': { does: 'close the workspace', members: ['owner'] },
  'workspace-closing/impact': { does: 'close the workspace', members: ['owner'] },
  'workspace-closing/reopen': { does: 'reopen workspaces', members: EVERY_ROLE, users: true },
  'workspaces/create': { does: 'create workspaces', members: EVERY_ROLE, users: true },
  'workspaces/credit': { does: 'add money to a workspace', system: true },
  'workspaces/list-own': { does: 'see workspaces of their own', members: EVERY_ROLE, users: true },
  'workspaces/read-own': { does: 'see workspaces of their own', members: EVERY_ROLE, users: true },
  'workspaces/rehearse-allowlist': { does: 'change the settings of the workspace', members: ADMINS },
  'workspaces/rename': { does: 'change the settings of the workspace', members: ADMINS },
  'workspaces/security-settings': { does: 'see the settings', members: EVERY_ROLE, support: 'view' },
  'workspaces/set-allowlist': { does: 'change the settings of the workspace', members: ADMINS },
  'workspaces/set-contact-email': { does: 'change the settings of the workspace', members: ADMINS },
  'workspaces/set-leak-response': { does: 'change the settings of the workspace', members: ADMINS },
  'workspaces/set-low-balance': { does: 'change the settings of the workspace', members: ADMINS },
  'workspaces/settings': { does: 'see the settings', members: EVERY_ROLE, support: 'view' },
  'workspaces/switch': { does: 'use another workspace', members: EVERY_ROLE, users: true },
} satisfies Record<string, Decision>;

export type Verb = keyof typeof DECISIONS;

/** The refusal of a change in an impersonation session that can only view. */
export function refuseViewOnly() {
  return refuse('VIEW_ONLY', 'You can only view. Ask the customer to approve changes.');
}

/** The part of an actor that permissions depend on. Safe for the browser. */
export type Principal =
  | { kind: 'member'; role: Role }
  | { kind: 'impersonated'; role: Role; mode: ImpersonationMode }
  | { kind: 'staff'; role: StaffRole }
  | { kind: 'user' | 'apiKey' | 'system' };

function hasRole(members: Decision['members'], role: Role, environment: Environment | undefined): boolean {
  if (!members) return false;
  if ('live' in members) return environment !== undefined && members[environment].includes(role);
  return members.includes(role);
}

/** How a page shows the control for a verb. */
export interface Control {
  /** Whether the member's role has the permission. An agent acting as the member sees the same controls. */
  shown: boolean;
  /** Why it cannot be used; undefined if it can. */
  disabledReason: string | undefined;
}

/** What the verb does, and where. Only a refusal needs it, and every call of the API checks a permission. */
function permissionText({ does }: Decision, environment?: Environment): string {
  const text = typeof does === 'string' ? does : does();
  return environment ? `${text} in the ${providerWords()[environment]} environment` : text;
}

/**
 * Whether the actor may do the verb. Some verbs depend on the `environment` of the key. Verbs enforce it, and pages use
 * it to show controls. Safe for the browser.
 *
 * Refuses with FORBIDDEN, VIEW_ONLY or NOT_FOR_SUPPORT.
 */
export function checkPermission(principal: Principal, verb: Verb, environment?: Environment): Result<null> {
  const decision: Decision = DECISIONS[verb];
  switch (principal.kind) {
    case 'impersonated':
      if (!decision.support) return refuse('NOT_FOR_SUPPORT', 'Support may not do this for a customer.');
      if (decision.support === 'act' && principal.mode === 'view') {
        return refuseViewOnly();
      }
      if (hasRole(decision.members, principal.role, environment)) return ok(null);
      return refuse('FORBIDDEN', `The role of this member may not ${permissionText(decision, environment)}.`);
    case 'member':
      if (hasRole(decision.members, principal.role, environment)) return ok(null);
      return refuse(
        'FORBIDDEN',
        `Your role may not ${permissionText(decision, environment)}. Ask an admin of the workspace.`,
      );
    case 'user':
      if (decision.users) return ok(null);
      return refuse('FORBIDDEN', `Join or create a workspace to ${permissionText(decision)}.`);
    case 'staff':
      if (decision.staff?.includes(principal.role)) return ok(null);
      return refuse('FORBIDDEN', `Your role may not ${permissionText(decision)}.`);
    case 'apiKey':
      return decision.apiKeys
        ? ok(null)
        : refuse('FORBIDDEN', say`An API key may not ${permissionText(decision)}.`);
    case 'system':
      return decision.system ? ok(null) : refuse('FORBIDDEN', `Sign in to ${permissionText(decision)}.`);
  }
}

/** The state of the control for a verb. Some verbs depend on the `environment` of the key. */
export function controlOf(principal: Principal, verb: Verb, environment?: Environment): Control {
  const viewer: Principal =
    principal.kind === 'impersonated' ? { kind: 'member', role: principal.role } : principal;
  const seen = checkPermission(viewer, verb, environment);
  if (!seen.ok) return { shown: false, disabledReason: seen.refusal.message };
  const checked = checkPermission(principal, verb, environment);
  return { shown: true, disabledReason: checked.ok ? undefined : checked.refusal.message };
}
