'use server';

import { revalidatePath } from 'next/cache';
import { customerAction, memberAction } from '@/lib/actions/member-action';
import { beginWithQrCode } from '@/lib/auth/second-factor-setup';
import { confirmSecondFactor } from '@/lib/domain/second-factor/confirm';
import { renewRecoveryCodes } from '@/lib/domain/second-factor/renew-recovery-codes';
import { turnOffSecondFactor } from '@/lib/domain/second-factor/turn-off';
import { setSecondFactorPolicy } from '@/lib/domain/second-factor-policy/set';
import { rehearseWorkspaceAllowlist } from '@/lib/domain/workspaces/rehearse-allowlist';
import { setWorkspaceAllowlist } from '@/lib/domain/workspaces/set-allowlist';
import { setContactEmail } from '@/lib/domain/workspaces/set-contact-email';
import { setLeakResponse } from '@/lib/domain/workspaces/set-leak-response';

const PAGE = '/settings/security';

export const setWorkspaceAllowlistAction = memberAction('workspaces/set-allowlist', async (actor, input) => {
  const saved = await setWorkspaceAllowlist(actor, input);
  if (saved.ok) revalidatePath(PAGE);
  return saved;
});

export const rehearseWorkspaceAllowlistAction = memberAction(
  'workspaces/rehearse-allowlist',
  rehearseWorkspaceAllowlist,
);

export const setContactEmailAction = memberAction('workspaces/set-contact-email', async (actor, input) => {
  const saved = await setContactEmail(actor, input);
  if (saved.ok) revalidatePath(PAGE);
  return saved;
});

export const setLeakResponseAction = memberAction('workspaces/set-leak-response', async (actor, input) => {
  const saved = await setLeakResponse(actor, input);
  if (saved.ok) revalidatePath(PAGE);
  return saved;
});

export const setSecondFactorPolicyAction = memberAction('second-factor-policy/set', async (actor, input) => {
  const saved = await setSecondFactorPolicy(actor, input);
  if (saved.ok) revalidatePath('/', 'layout');
  return saved;
});

export const beginSecondFactorAction = customerAction('second-factor/begin', beginWithQrCode);

export const confirmSecondFactorAction = customerAction('second-factor/confirm', async (actor, input) => {
  const confirmed = await confirmSecondFactor(actor, input);
  // The dialogs and the notice of every page.
  if (confirmed.ok) revalidatePath('/', 'layout');
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
