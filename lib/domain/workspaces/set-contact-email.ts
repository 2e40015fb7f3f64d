import type { Actor } from '@/lib/domain/actor';
import { parse } from '@/lib/domain/parse';
import { changeSettings } from '@/lib/domain/workspaces/change-settings';
import { setContactEmailSchema } from '@/lib/domain/workspaces/schema';
import type { SecuritySettings } from '@/lib/domain/workspaces/security-settings';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Sets where warnings about the workspace's keys go. Whoever has not confirmed an address of their own cannot have
 * mail sent to another.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN or EMAIL_NOT_VERIFIED.
 */
export async function setContactEmail(actor: Actor, input: unknown): Promise<Result<SecuritySettings>> {
  const parsed = parse(setContactEmailSchema, input);
  if (!parsed.ok) return parsed;
  const { contactEmail } = parsed.value;
  return changeSettings(actor, 'workspaces/set-contact-email', (before, member) => {
    if (contactEmail !== null && !member.emailVerified) {
      return refuse('EMAIL_NOT_VERIFIED', 'Confirm your own e-mail address first.');
    }
    return ok({
      action: 'workspace.set_contact_email',
      data: { contactEmail },
      detail: { from: before.contactEmail, to: contactEmail },
    });
  });
}
