'use server';

import { revalidatePath } from 'next/cache';
import { memberAction } from '@/lib/actions/member-action';
import { beginWithQrCode } from '@/lib/auth/second-factor-setup';
import { confirmSecondFactor } from '@/lib/domain/second-factor/confirm';
import { renewRecoveryCodes } from '@/lib/domain/second-factor/renew-recovery-codes';
import { turnOffSecondFactor } from '@/lib/domain/second-factor/turn-off';
import { setWorkspaceAllowlist } from '@/lib/domain/workspaces/set-allowlist';
import { setContactEmail } from '@/lib/domain/workspaces/set-contact-email';

const PAGE = '/settings/security';

export const setWorkspaceAllowlistAction = memberAction('workspaces/set-allowlist', async (actor, input) => {
  const saved = await setWorkspaceAllowlist(actor, input);
  if (saved.ok) revalidatePath(PAGE);
  return saved;
});

export const setContactEmailAction = memberAction('workspaces/set-contact-email', async (actor, input) => {
  const saved = await setContactEmail(actor, input);
  if (saved.ok) revalidatePath(PAGE);
  return saved;
});

export const beginSecondFactorAction = memberAction('second-factor/begin', beginWithQrCode);

export const confirmSecondFactorAction = memberAction('second-factor/confirm', async (actor, input) => {
  const confirmed = await confirmSecondFactor(actor, input);
  if (confirmed.ok) revalidatePath(PAGE);
  return confirmed;
});

export const renewRecoveryCodesAction = memberAction(
  'second-factor/renew-recovery-codes',
  async (actor, input) => {
    const renewed = await renewRecoveryCodes(actor, input);
    if (renewed.ok) revalidatePath(PAGE);
    return renewed;
  },
);

export const turnOffSecondFactorAction = memberAction('second-factor/turn-off', async (actor, input) => {
  const turnedOff = await turnOffSecondFactor(actor, input);
  if (turnedOff.ok) revalidatePath(PAGE);
  return turnedOff;
});
