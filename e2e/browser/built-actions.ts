import { readFile } from 'node:fs/promises';
import type { APIRequestContext } from '@playwright/test';
import { z } from 'zod';

/** Every server action of the product, and who may call it. A test fails if one is missing here. */
export const CALLERS: Record<string, 'guest' | 'member' | 'staff'> = {
  signUpInvitedAction: 'guest',
  requestPasswordResetAction: 'guest',
  reportLeakAction: 'guest',
  resetPasswordAction: 'guest',
  offerPasskeyToGuestAction: 'guest',
  signOutAction: 'guest',
  switchAccountAction: 'guest',
  verifyEmailAction: 'member',
  requestEmailVerificationAction: 'member',
  beginSecondFactorAction: 'member',
  confirmSecondFactorAction: 'member',
  renewRecoveryCodesAction: 'member',
  turnOffSecondFactorAction: 'member',
  dismissFirstStepsAction: 'member',
  renameSelfAction: 'member',
  beginEmailChangeAction: 'member',
  cancelEmailChangeAction: 'member',
  confirmEmailChangeAction: 'member',
  changePasswordAction: 'member',
  endSessionAction: 'member',
  endOtherSessionsAction: 'member',
  setSecondFactorPolicyAction: 'member',
  deleteAccountAction: 'member',
  offerPasskeyAction: 'member',
  beginPasskeyAction: 'member',
  addPasskeyAction: 'member',
  renamePasskeyAction: 'member',
  removePasskeyAction: 'member',
  choosePasswordAction: 'staff',
  beginStaffSecondFactorAction: 'staff',
  confirmStaffSecondFactorAction: 'staff',
  createApiKeyAction: 'member',
  previewBulkActionAction: 'member',
  previewRestAction: 'member',
  startBulkActionAction: 'member',
  continueBulkActionAction: 'member',
  endBulkActionAction: 'member',
  readBulkActionAction: 'member',
  identifyApiKeyAction: 'member',
  readKeyForDialogAction: 'member',
  annotateKeyAction: 'member',
  readImpactAction: 'member',
  revokeApiKeyAction: 'member',
  changeScopesAction: 'member',
  disableApiKeyAction: 'member',
  enableApiKeyAction: 'member',
  renameApiKeyAction: 'member',
  replaceSigningSecretAction: 'member',
  retireSecretAction: 'member',
  retireSigningSecretAction: 'member',
  revealApiKeyAction: 'member',
  rotateApiKeyAction: 'member',
  undoNarrowingAction: 'member',
  checkSignatureAction: 'member',
  rehearseAllowlistAction: 'member',
  rehearseCountriesAction: 'member',
  rehearseRateLimitAction: 'member',
  rehearseScopesAction: 'member',
  rehearseWorkspaceAllowlistAction: 'member',
  setAllowlistAction: 'member',
  setContactEmailAction: 'member',
  setLeakResponseAction: 'member',
  setLowBalanceAction: 'member',
  startPaymentAction: 'member',
  setExpiryAction: 'member',
  setLimitsAction: 'member',
  setPurposeAction: 'member',
  setRateLimitAction: 'member',
  setRotationReminderAction: 'member',
  setSigningAction: 'member',
  setWorkspaceAllowlistAction: 'member',
  revealCallbackSecretAction: 'member',
  rotateCallbackSecretAction: 'member',
  createWebhookEndpointAction: 'member',
  changeWebhookEndpointAction: 'member',
  pauseWebhookEndpointAction: 'member',
  resumeWebhookEndpointAction: 'member',
  rotateWebhookSecretAction: 'member',
  revealWebhookSecretAction: 'member',
  deleteWebhookEndpointAction: 'member',
  sendTestEventAction: 'member',
  replayWebhookDeliveryAction: 'member',
  replayFailedDeliveriesAction: 'member',
  switchWorkspaceAction: 'member',
  createWorkspaceAction: 'member',
  renameWorkspaceAction: 'member',
  readClosingImpactAction: 'member',
  closeWorkspaceAction: 'member',
  reopenWorkspaceAction: 'member',
  acceptInvitationAction: 'member',
  priceTestMessageAction: 'member',
  sendTestMessageAction: 'member',
  createInvitationAction: 'member',
  withdrawInvitationAction: 'member',
  changeRoleAction: 'member',
  removeMemberAction: 'member',
  leaveWorkspaceAction: 'member',
  transferOwnershipAction: 'member',
  setSupportAccessAction: 'member',
  answerRequestAction: 'member',
  answerExtensionAction: 'member',
  endImpersonationAction: 'member',
  startSearchAction: 'staff',
  startImpersonationAction: 'staff',
  exitImpersonationAction: 'staff',
  askToActAction: 'staff',
  askToExtendAction: 'staff',
};

const manifestSchema = z.object({
  node: z.record(
    z.string(),
    z.object({ exportedName: z.string(), workers: z.record(z.string(), z.unknown()) }),
  ),
});

interface BuiltAction {
  id: string;
  name: string;
  path: string;
}

/** The actions of the build: id, name, and a page that it can be posted to. */
export async function builtActions(): Promise<BuiltAction[]> {
  const manifest = manifestSchema.parse(
    JSON.parse(await readFile('.next/server/server-reference-manifest.json', 'utf8')),
  );
  return Object.entries(manifest.node).map(([id, { exportedName, workers }]) => {
    const [page = ''] = Object.keys(workers);
    return { id, name: exportedName, path: page.replace(/^app|\/\([^)]*\)|\/page$/g, '') };
  });
}

/** What answerTo returns if the action redirects to the sign-in page. */
export const SIGN_IN = 'sign in';

/** Posts `input` to an action. Returns the code of the refusal, or else the status. */
export async function answerTo(
  request: APIRequestContext,
  { id, path }: BuiltAction,
  headers: Record<string, string>,
  input: unknown = { unknown: true },
): Promise<string> {
  const answer = await request.post(path, {
    headers: { ...headers, 'next-action': id, 'content-type': 'text/plain;charset=UTF-8' },
    data: JSON.stringify([input]),
    maxRedirects: 0,
  });
  if (/^\/login(?:\?next=|$|;)/.test(answer.headers()['x-action-redirect'] ?? '')) return SIGN_IN;
  return /"refusal":\{"code":"(\w+)"/.exec(await answer.text())?.[1] ?? String(answer.status());
}
