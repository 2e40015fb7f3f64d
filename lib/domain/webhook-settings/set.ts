import { isDeepStrictEqual } from 'node:util';
import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { Actor, ApiKeyActor } from '@/lib/domain/actor';
import { requireCurrentSecret } from '@/lib/domain/api-keys/calling-key';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { transact } from '@/lib/domain/transact';
import type { WebhookPolicy } from '@/lib/domain/webhook-endpoints/policy';
import { sealWebhookSecret } from '@/lib/domain/webhook-endpoints/secret';
import { checkSettings } from '@/lib/domain/webhook-settings/check-settings';
import { lockSettings } from '@/lib/domain/webhook-settings/lock-settings';
import { readWebhookSettings } from '@/lib/domain/webhook-settings/read';
import { type SettingsChange, setSettingsSchema } from '@/lib/domain/webhook-settings/schema';
import { setUrl } from '@/lib/domain/webhook-settings/set-url';
import {
  type SettingsRow,
  toView,
  viewColumns,
  type WebhookSettingsView,
} from '@/lib/domain/webhook-settings/view';
import { ok, type Result } from '@/lib/errors';

/** The options that are on after the change, in the order of the policy. */
function optionsAfter(
  row: SettingsRow,
  { options: changes }: SettingsChange,
  { options = [] }: WebhookPolicy,
) {
  return options.filter((name) => changes[name] ?? row.options.includes(name));
}

/** The columns of a chosen secret. It replaces the old one at once. */
function secretColumns({ secret }: SettingsChange) {
  if (secret === undefined) return {};
  const sealedSecret = secret === null ? null : sealWebhookSecret(secret);
  return { sealedSecret, oldSealedSecret: null, oldSecretEndsAt: null };
}

/** Pauses or resumes the endpoints of all slots. */
async function setActive(
  tx: Transaction,
  { workspaceId }: ApiKeyActor,
  settingsId: string,
  isActive: boolean,
): Promise<void> {
  await tx.webhookEndpoint.updateMany({
    where: { settingsId, workspaceId, pausedAt: isActive ? { not: null } : null },
    data: isActive
      ? { pausedAt: null, pauseReason: null, failingSince: null }
      : { pausedAt: now(), pauseReason: 'member' },
  });
}

/** What changed, for the audit log, without secrets; null if nothing did. */
function changeOf(before: WebhookSettingsView, after: WebhookSettingsView, { secret }: SettingsChange) {
  const from = { slots: before.slots, options: before.options };
  const to = { slots: after.slots, options: after.options };
  if (secret === undefined && isDeepStrictEqual(from, to)) return null;
  return { from, to, ...(secret !== undefined && { secret: secret === null ? 'removed' : 'replaced' }) };
}

async function store(
  tx: Transaction,
  actor: ApiKeyActor,
  settings: SettingsChange,
  policy: WebhookPolicy,
): Promise<Result<WebhookSettingsView>> {
  const current = await requireCurrentSecret(tx, actor);
  if (!current.ok) return current;
  const row = await lockSettings(tx, actor, policy);
  const { isActive = row.isActive } = settings;
  for (const slot of policy.slots) {
    const url = settings.urls[slot.name];
    if (url !== undefined) await setUrl(tx, actor, { ...row, isActive }, slot, url);
  }
  if (settings.isActive !== undefined) await setActive(tx, actor, row.id, settings.isActive);
  const stored = await tx.webhookSettings.update({
    where: { id: row.id, workspaceId: actor.workspaceId },
    data: { isActive, options: optionsAfter(row, settings, policy), ...secretColumns(settings) },
    select: viewColumns,
  });
  const after = toView(stored, policy);
  const change = changeOf(toView(row, policy), after, settings);
  if (change) {
    await recordAudit(tx, actor, {
      action: 'webhook_settings.change',
      targetId: row.id,
      detail: { environment: actor.environment, ...change },
    });
  }
  return ok(after);
}

/** The settings without a secret that is the current one: a client may send back everything that it read. */
async function withoutCurrentSecret(
  actor: ApiKeyActor,
  settings: SettingsChange,
  policy: WebhookPolicy,
): Promise<Result<SettingsChange>> {
  const { secret, ...others } = settings;
  if (typeof secret !== 'string' || !policy.secret.readable) return ok(settings);
  const current = await readWebhookSettings(actor, {}, policy);
  if (!current.ok) return current;
  return ok(current.value.secret === secret ? others : settings);
}

/**
 * Changes the webhook settings of the calling key's environment. What is left out stays. A slot that gets a URL sends
 * again, even if its endpoint was paused because it failed.
 *
 * Refuses with INVALID_REQUEST (by field: `urls.<slot>`, `secret`, `options.<name>`), FORBIDDEN or INVALID_API_KEY.
 */
export async function setWebhookSettings(
  actor: Actor,
  input: unknown,
  policy: WebhookPolicy,
): Promise<Result<WebhookSettingsView>> {
  const parsed = parse(setSettingsSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'webhook-settings/set');
  if (!authorized.ok) return authorized;
  const changed = await withoutCurrentSecret(authorized.value, parsed.value, policy);
  if (!changed.ok) return changed;
  const settings = await checkSettings(changed.value, policy);
  if (!settings.ok) return settings;
  return transact(actor, (tx) => store(tx, authorized.value, settings.value, policy));
}
