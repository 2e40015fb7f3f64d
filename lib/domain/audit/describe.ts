import { z } from 'zod';
import type { AuditAction } from '@/lib/domain/audit/record';
import { formatDecimal, usualDecimals } from '@/lib/domain/wallet/money-text';
import { providerWords, say } from '@/lib/say';

/** What an event is about. */
interface EventSubject {
  /** The name of the target: the label of the key, or the agent of the session. */
  name: string;
  /** What changed. */
  detail: Record<string, unknown>;
}

type Sentence = string | ((subject: EventSubject) => string);

const key = ({ name }: EventSubject) => say`the key “${name}”`;
const webhook = ({ detail }: EventSubject) => `the webhook endpoint ${word(detail.url)}`;
const pauseReason = ({ because }: EventSubject['detail']) => {
  if (because === 'gone') return ' because it answered 410 Gone';
  return because ? ' because it kept failing' : '';
};
const retireReason = ({ because }: EventSubject['detail']) =>
  because === 'firstUse' ? ', because the new one was used' : '';
const reminder = (days: unknown) => {
  if (days === 0) return 'never';
  return typeof days === 'number' ? `every ${days} days` : 'as its purpose advises';
};
const list = (items: unknown, none: string) =>
  Array.isArray(items) && items.length > 0 ? items.map(String).join(', ') : none;
const word = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** Where a secret was found, if that is known. */
const place = ({ location }: EventSubject['detail']) => (location ? ` at ${word(location)}` : '');

/** What the provider calls the environment of an event. */
function environment({ environment: stored }: EventSubject['detail']): string {
  return stored === 'live' || stored === 'sandbox' ? providerWords()[stored] : word(stored);
}

/** Which of the owner, the tags and the note of a key an event changed. */
function changedNotes({ from, to }: EventSubject['detail']): string {
  const read = (value: unknown, name: string) =>
    typeof value === 'object' && value ? JSON.stringify(Reflect.get(value, name)) : '';
  const changed = ['owner', 'tags', 'note'].filter((name) => read(from, name) !== read(to, name));
  return changed.length === 3 ? 'owner, tags and note' : changed.join(' and ') || 'notes';
}

/** The networks of an allowlist, without their notes. */
function networks(allowlist: unknown): string {
  const entries: unknown[] = Array.isArray(allowlist) ? allowlist : [];
  const named = entries.map((entry) =>
    typeof entry === 'object' && entry && 'network' in entry ? word(entry.network) : '',
  );
  return list(named.filter(Boolean), 'everywhere');
}

const moneySchema = z.object({ amount: z.string(), currency: z.string() });

/**
 * The money of a credit. Before 26 November 2026, `detail` itself had an integer in the smallest unit of the currency.
 */
function creditedMoney(detail: EventSubject['detail']): string {
  const booked = moneySchema.safeParse(detail.booked);
  if (booked.success) return formatDecimal(booked.data.amount, booked.data.currency);
  const old = moneySchema.safeParse(detail);
  if (!old.success) return 'money';
  const { amount, currency } = old.data;
  return formatDecimal(`${amount}e-${usualDecimals(currency)}`, currency);
}

/** Money that an event is about, after a colon. */
function moneyOf(money: unknown): string {
  const read = moneySchema.safeParse(money);
  return read.success ? `: ${formatDecimal(read.data.amount, read.data.currency)}` : '';
}

const exportSchema = z.object({ filter: z.object({ environment: z.string() }) });

/** What the provider calls the environment of an exported ledger. */
function exportedLedger(detail: EventSubject['detail']): string {
  const read = exportSchema.safeParse(detail);
  return read.success ? environment(read.data.filter) : '';
}

/** A stored time as “21 Nov 2026, 05:20 UTC”. */
function time(value: unknown): string {
  const date = new Date(word(value));
  if (Number.isNaN(date.getTime())) return 'a time unknown';
  const text = date.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  return `${text} UTC`;
}

const policySchema = z.object({ access: z.string(), actsUntil: z.string().nullable() });

function access(policy: unknown): string {
  const { access, actsUntil } = policySchema.parse(policy);
  if (access === 'never') return 'closed the workspace to support';
  if (access === 'view') return 'limited support to view only';
  if (actsUntil) return `allowed support to make changes without asking until ${time(actsUntil)}`;
  return 'allowed support to view, and to make changes with approval';
}

function endOfSession({ name, detail }: EventSubject): string {
  const session = `the support session of ${name}`;
  switch (detail.endReason) {
    case 'exit':
      return 'left the workspace';
    case 'time':
      return `ended ${session} because its time ran out`;
    case 'access':
      return `ended ${session} because access was lost`;
    default:
      return `ended ${session}`;
  }
}

const counted = (count: unknown, one: string, many: string) => (count === 1 ? one : `${word(count)} ${many}`);

const settingsSchema = z.object({ from: z.object({ url: z.string() }), to: z.object({ url: z.string() }) });

/** The new URL of a changed endpoint, if it changed. */
function movedTo(detail: EventSubject['detail']): string {
  const read = settingsSchema.safeParse(detail);
  return read.success && read.data.from.url !== read.data.to.url ? `, its URL to ${read.data.to.url}` : '';
}

const bulkSchema = z.object({ change: z.object({ kind: z.string() }) });
const BULK_CHANGES: Record<string, string> = {
  disable: 'disable',
  revoke: 'revoke',
  setExpiry: 'set the expiry of',
  addNetwork: 'add an allowed address to',
};

/** What a bulk action does: “revoke”. */
function bulkChange(detail: EventSubject['detail']): string {
  const read = bulkSchema.safeParse(detail);
  return (read.success && BULK_CHANGES[read.data.change.kind]) || 'change';
}

const manyKeys = (keys: unknown) => counted(keys, say`1 key`, say`keys`);

const slotsSchema = z.object({ slots: z.record(z.string(), z.object({ url: z.string().nullable() })) });
const webhookSettingsSchema = z.object({ from: slotsSchema, to: slotsSchema, secret: z.string().optional() });

/** The URLs and the secret that a change of the webhook settings set or removed. */
function changedSettings(detail: EventSubject['detail']): string {
  const read = webhookSettingsSchema.safeParse(detail);
  if (!read.success) return '';
  const { from, to, secret } = read.data;
  const changes = Object.entries(to.slots)
    .filter(([name, { url }]) => from.slots[name]?.url !== url)
    .map(([name, { url }]) => (url === null ? `removed ${name}` : `set ${name} to ${url}`));
  if (secret) changes.push(`${secret} the secret`);
  return changes.length > 0 ? `: ${changes.join(', ')}` : '';
}

/** What happened, to be read after the name of the actor. */
const DESCRIPTIONS: Record<AuditAction, Sentence> = {
  'user.sign_up': 'signed up',
  'user.sign_in': 'signed in',
  'user.sign_out': 'signed out',
  'user.verify_email': 'confirmed their email address',
  'user.request_password_reset': 'requested a password reset',
  'user.request_email_verification': 'requested a verification email',
  'user.reset_password': ({ detail }) =>
    detail.keysRevoked === undefined
      ? 'chose a new password'
      : 'chose a new password, which removed what was set up before the address was confirmed',
  'user.begin_second_factor': 'began to set up two-step verification',
  'user.turn_on_second_factor': 'turned on two-step verification',
  'user.turn_off_second_factor': 'turned off two-step verification',
  'user.renew_recovery_codes': 'made new recovery codes',
  'user.begin_passkey': 'began to add a passkey',
  'user.add_passkey': ({ detail }) => `added the passkey “${word(detail.name)}”`,
  'user.rename_passkey': ({ detail }) => `renamed the passkey “${word(detail.from)}” to “${word(detail.to)}”`,
  'user.remove_passkey': ({ detail }) => `removed the passkey “${word(detail.name)}”`,
  'user.rename': ({ detail }) => `changed their name from ${word(detail.from)} to ${word(detail.to)}`,
  'user.change_password': 'changed their password',
  'user.begin_email_change': ({ detail }) => `asked to change their email address to ${word(detail.to)}`,
  'user.cancel_email_change': 'withdrew the change of their email address',
  'user.change_email': ({ detail }) =>
    `changed their email address from ${word(detail.from)} to ${word(detail.to)}`,
  'user.switch_workspace': 'switched to this workspace',
  'user.delete_account': 'deleted their account',
  'user.end_session': ({ detail }) => `ended their session on ${word(detail.device)}`,
  'user.end_other_sessions': 'ended all their other sessions',
  'staff.create': 'created a staff account',
  'staff.choose_password': 'chose a new password',
  'staff.link_openid': 'linked a staff account to the OpenID provider',
  'staff.change_role': 'changed the role of a staff account',
  'staff.disable': 'disabled a staff account',
  'staff.reset': 'reset a staff account',
  'workspace.create': 'created the workspace',
  'workspace.rename': ({ detail }) => `renamed the workspace from ${word(detail.from)} to ${word(detail.to)}`,
  'workspace.close': ({ detail }) => `closed the workspace; its data is deleted on ${time(detail.deletesAt)}`,
  'workspace.reopen': 'reopened the workspace',
  'workspace.delete': 'deleted the data of the workspace',
  'workspace.set_allowlist': ({ detail }) =>
    say`set the addresses that every key may be used from to ${networks(detail.to)}`,
  'workspace.set_contact_email': ({ detail }) =>
    detail.to ? `set the contact address to ${word(detail.to)}` : 'removed the contact address',
  'workspace.set_low_balance': ({ detail }) =>
    detail.to ? `set the low balance to ${word(detail.to)}` : 'removed the low balance',
  'workspace.set_leak_response': ({ detail }) =>
    detail.to === 'disable' ? say`let leaked keys be disabled` : say`let leaked keys stay enabled`,
  'workspace.require_second_factor': ({ detail }) => {
    if (detail.to === null) return 'no longer required two-step verification from every member';
    if (detail.to === 0) return 'required two-step verification from every member at once';
    return `required two-step verification from every member within ${word(detail.to)} days`;
  },
  'workspace.remove_second_factor': ({ name }) => `removed two-step verification for ${name}`,
  'workspace.reveal_callback_secret': 'viewed the secret for callback URLs',
  'workspace.rotate_callback_secret': 'rotated the secret for callback URLs',
  'member.invite': ({ detail }) => `invited ${word(detail.email)} as ${word(detail.role)}`,
  'member.withdraw_invitation': ({ detail }) =>
    `withdrew the invitation of ${word(detail.email)}${detail.because ? `, because ${word(detail.because)}` : ''}`,
  'member.join': ({ detail }) => `joined the workspace as ${word(detail.role)}`,
  'member.change_role': ({ name, detail }) =>
    `changed the role of ${name} from ${word(detail.from)} to ${word(detail.to)}`,
  'member.remove': ({ name, detail }) => `removed ${name} (${word(detail.role)}) from the workspace`,
  'member.leave': 'left the workspace',
  'member.dismiss_first_steps': 'hid the first steps of the overview',
  'member.transfer_ownership': ({ name }) => `transferred the ownership to ${name}`,
  'api_key.create': (subject) => `created ${key(subject)} (${environment(subject.detail)})`,
  'api_key.rename': ({ detail }) => say`renamed the key “${word(detail.from)}” to “${word(detail.to)}”`,
  'api_key.annotate': (subject) => `changed the ${changedNotes(subject.detail)} of ${key(subject)}`,
  'api_key.change_scopes': (subject) =>
    subject.detail.undoes
      ? `gave ${key(subject)} its scopes ${list(subject.detail.to, 'none')} back`
      : `set the scopes of ${key(subject)} to ${list(subject.detail.to, 'none')}`,
  'api_key.set_expiry': (subject) =>
    subject.detail.to
      ? `let ${key(subject)} expire on ${time(subject.detail.to)}`
      : `let ${key(subject)} never expire`,
  'api_key.set_purpose': (subject) =>
    `changed the purpose of ${key(subject)} from ${word(subject.detail.from) || 'none'} to ${word(subject.detail.to) || 'none'}`,
  'api_key.set_rotation_reminder': (subject) =>
    `changed the rotation reminder of ${key(subject)} from ${reminder(subject.detail.from)} to ${reminder(subject.detail.to)}`,
  'api_key.set_rate_limit': (subject) =>
    `set the rate limit of ${key(subject)} to ${word(subject.detail.to)} calls a minute`,
  'api_key.set_allowlist': (subject) =>
    `set the addresses that ${key(subject)} may be used from to ${networks(subject.detail.to)}`,
  'api_key.set_limits': (subject) => `changed the limits of ${key(subject)}`,
  'api_key.set_signing': (subject) =>
    subject.detail.required
      ? `required signatures on ${key(subject)}`
      : `stopped requiring signatures on ${key(subject)}`,
  'api_key.replace_signing_secret': (subject) => `replaced the signing secret of ${key(subject)}`,
  'api_key.disable': (subject) => `disabled ${key(subject)}`,
  'api_key.enable': (subject) => `enabled ${key(subject)}`,
  'api_key.rotate': (subject) => `rotated ${key(subject)}`,
  'api_key.reveal': (subject) => `viewed the secret of ${key(subject)}`,
  'api_key.export': () => say`exported the list of keys`,
  'api_key.start_bulk_action': ({ detail }) => `began to ${bulkChange(detail)} ${manyKeys(detail.keys)}`,
  'api_key.end_bulk_action': ({ detail }) =>
    `ended a bulk action: ${word(detail.changed)} of ${manyKeys(detail.keys)} changed`,
  'api_key.retire_secret': (subject) =>
    `retired the old secret of ${key(subject)}${retireReason(subject.detail)}`,
  'api_key.retire_signing_secret': (subject) =>
    `retired the old signing secret of ${key(subject)}${retireReason(subject.detail)}`,
  'api_key.revoke': (subject) => `revoked ${key(subject)}`,
  'api_key.warn_of_expiry': (subject) =>
    `warned that ${key(subject)} expires on ${time(subject.detail.expiresAt)}`,
  'api_key.remind_of_rotation': (subject) => `reminded by email to rotate ${key(subject)}`,
  'api_key.report_leak': (subject) => `received a report that ${key(subject)} leaked${place(subject.detail)}`,
  'webhook.create': (subject) => `created ${webhook(subject)} (${environment(subject.detail)})`,
  'webhook.change': (subject) => `changed ${webhook(subject)}${movedTo(subject.detail)}`,
  'webhook.pause': (subject) => `paused ${webhook(subject)}${pauseReason(subject.detail)}`,
  'webhook.resume': (subject) => `resumed ${webhook(subject)}`,
  'webhook.rotate_secret': (subject) => `rotated the secret of ${webhook(subject)}`,
  'webhook.reveal_secret': (subject) => `viewed the secret of ${webhook(subject)}`,
  'webhook.delete': (subject) => `deleted ${webhook(subject)}`,
  'webhook.send_test': (subject) => `sent a test event to ${webhook(subject)}`,
  'webhook.replay': (subject) => `replayed a delivery to ${webhook(subject)}`,
  'webhook.replay_failed': (subject) =>
    `replayed ${counted(subject.detail.deliveries, 'a failed delivery', 'failed deliveries')} to ${webhook(subject)}`,
  'webhook_settings.change': ({ detail }) =>
    `changed the webhook settings (${environment(detail)})${changedSettings(detail)}`,
  'webhook_settings.rotate_secret': ({ detail }) =>
    `rotated the secret of the webhook settings (${environment(detail)})`,
  'messages.send': ({ detail }) => `sent ${counted(detail.messages, 'a message', 'messages')}`,
  'messages.send_test': () => 'sent a test message',
  'messages.export': ({ detail }) =>
    detail.oneRecipient ? 'exported the messages to one recipient' : 'exported messages',
  'usage.export': ({ detail }) =>
    `exported the usage by ${detail.what === 'calls' ? 'operation' : 'country'}`,
  'messages.refund': ({ detail }) => `gave back the price of a message that is ${word(detail.status)}`,
  'messages.cancel': ({ detail }) => `canceled ${counted(detail.messages, 'a message', 'messages')}`,
  'voice_calls.start': ({ detail }) => `started ${counted(detail.calls, 'a voice call', 'voice calls')}`,
  'voice_calls.cancel': ({ detail }) => `canceled ${counted(detail.calls, 'a voice call', 'voice calls')}`,
  'voice_calls.refund': ({ detail }) => `refunded a voice call that ${word(detail.status)}`,
  'verifications.start': ({ detail }) =>
    `sent a one-time code by ${detail.channel === 'sms' ? 'SMS' : word(detail.channel)}`,
  'verifications.check': ({ detail }) =>
    detail.verified ? 'checked a one-time code: correct' : 'checked a one-time code: not correct',
  'lookups.run': ({ detail }) => `looked up ${counted(detail.numbers, 'a phone number', 'phone numbers')}`,
  'lookups.start': ({ detail }) =>
    `started to look up ${counted(detail.numbers, 'a phone number', 'phone numbers')}`,
  'lookups.refund': ({ detail }) =>
    `refunded the lookup of ${counted(detail.numbers, 'a phone number', 'phone numbers')}`,
  'email_checks.run': ({ detail }) =>
    `checked ${counted(detail.addresses, 'an email address', 'email addresses')}`,
  'wallet.credit': ({ detail }) => say`added ${creditedMoney(detail)} to the live balance`,
  'wallet.export': ({ detail }) => `exported the ${exportedLedger(detail)} ledger`,
  'wallet.warn_of_low_balance': ({ detail }) =>
    say`warned by email that the live balance is low${moneyOf(detail.balance)}`,
  'payment.start': ({ detail }) => `started a payment${moneyOf(detail.money)}`,
  'payment.fail': ({ detail }) => `closed a payment that is ${word(detail.status)}`,
  'payment.reverse': ({ detail }) =>
    say`booked a ${word(detail.reason)} of a payment on the live balance${moneyOf(detail.booked)}`,
  'price.import': 'changed the price list',
  'support.identify_key': (subject) => `identified ${key(subject)} from a pasted secret`,
  'support.read_summary': 'viewed the workspace summary',
  'impersonation.start': ({ detail }) =>
    `started a support session of ${word(detail.minutes)} minutes: ${word(detail.reason)} (${word(detail.ticket)})`,
  'impersonation.ask_to_act': ({ detail }) => `asked to make changes: ${word(detail.reason)}`,
  'impersonation.ask_to_extend': ({ detail }) =>
    `asked for ${word(detail.minutes)} more minutes: ${word(detail.reason)}`,
  'impersonation.set_access': ({ detail }) => access(detail.to),
  'impersonation.grant_request': ({ name }) => `allowed ${name} to make changes`,
  'impersonation.refuse_request': ({ name }) => `refused ${name} permission to make changes`,
  'impersonation.grant_extension': ({ name, detail }) =>
    `extended the support session of ${name} until ${time(detail.to)}`,
  'impersonation.refuse_extension': ({ name }) => `refused to extend the support session of ${name}`,
  'impersonation.end': endOfSession,
  'audit.export': ({ detail }) => `exported the audit log as ${word(detail.format).toUpperCase()}`,
};

/** What happened, to be read after the name of the actor: “revoked the key “Production server””. */
export function describeEvent(action: string, subject: EventSubject): string {
  const sentence = Object.entries(DESCRIPTIONS).find(([name]) => name === action)?.[1] ?? action;
  const text = typeof sentence === 'string' ? sentence : sentence(subject);
  return subject.detail.bulkActionId === undefined ? text : say`${text}, with other keys in one bulk action`;
}
