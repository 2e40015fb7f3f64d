import { now } from '@/lib/clock';
import type { Actor } from '@/lib/domain/actor';
import { changeKey } from '@/lib/domain/api-keys/change-key';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import { toReminderDays } from '@/lib/domain/key-policy/rotation-reminder';
import { setRotationReminderSchema } from '@/lib/domain/key-settings/schema';
import { parse } from '@/lib/domain/parse';
import { ok, type Result } from '@/lib/errors';

/**
 * Sets how often an email reminds to rotate a key. The first one comes when the secret is next older by these days: a time
 * that is already over is shown on the page, and causes no email. Refuses with INVALID_REQUEST, NOT_FOUND, FORBIDDEN or
 * CONFLICT.
 */
export async function setRotationReminder(actor: Actor, input: unknown): Promise<Result<ApiKeyDetails>> {
  const parsed = parse(setRotationReminderSchema, input);
  if (!parsed.ok) return parsed;
  const { keyId, reminder } = parsed.value;
  const remindAfterDays = toReminderDays(reminder);
  return changeKey(actor, 'key-settings/set-rotation-reminder', keyId, async ({ key, tx }) => {
    if (key.remindAfterDays === remindAfterDays) return ok(null);
    const current = key.secrets.find((secret) => !secret.replacedAt);
    if (reminder !== 'never' && current) {
      await tx.rotationNotice.createMany({
        data: [{ secretId: current.id, dueAt: now() }],
        skipDuplicates: true,
      });
    }
    return ok({
      action: 'api_key.set_rotation_reminder',
      data: { remindAfterDays },
      detail: { from: key.remindAfterDays, to: remindAfterDays },
    });
  });
}
