import type { Actor } from '@/lib/domain/actor';
import { parse } from '@/lib/domain/parse';
import { changeSettings } from '@/lib/domain/workspaces/change-settings';
import { setContactEmailSchema } from '@/lib/domain/workspaces/schema';
import type { SecuritySettings } from '@/lib/domain/workspaces/security-settings';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Sets the address for warnings about the workspace's keys. A member must confirm their own address before they can
 * have mail sent to another one.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN or EMAIL_NOT_VERIFIED.
 */
export async function setContactEmail(actor: Actor, input: unknown): Promise<Result<SecuritySettings>> {
  const parsed = parse(setContactEmailSchema, input);
  if (!parsed.ok) return parsed;
  const { contactEmail } = parsed.value;
  return changeSettings(actor, 'workspaces/set-contact-email', (before, member) => {
    if (contactEmail !== null && !member.emailVerified) {
      return refuse('EMAIL_NOT_VERIFIED', 'Confirm your own email address first.');
    }
    return ok({
      action: 'workspace.set_contact_email',
      data: { contactEmail },
      detail: { from: before.contactEmail, to: contactEmail },
    });
  });
}
