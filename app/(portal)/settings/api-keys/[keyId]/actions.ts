'use server';

import { revalidatePath } from 'next/cache';
import { memberAction } from '@/lib/actions/member-action';
import type { WorkspaceActor } from '@/lib/domain/actor';
import { changeScopes } from '@/lib/domain/api-keys/change-scopes';
import { disableApiKey } from '@/lib/domain/api-keys/disable';
import { enableApiKey } from '@/lib/domain/api-keys/enable';
import { renameApiKey } from '@/lib/domain/api-keys/rename';
import { replaceSigningSecret } from '@/lib/domain/api-keys/replace-signing-secret';
import { retireSecret } from '@/lib/domain/api-keys/retire-secret';
import { rotateApiKey } from '@/lib/domain/api-keys/rotate';
import { setAllowlist } from '@/lib/domain/api-keys/set-allowlist';
import { setExpiry } from '@/lib/domain/api-keys/set-expiry';
import { setLimits } from '@/lib/domain/api-keys/set-limits';
import { setRateLimit } from '@/lib/domain/api-keys/set-rate-limit';
import { setSigning } from '@/lib/domain/api-keys/set-signing';
import type { Result } from '@/lib/errors';
import { currentProfile } from '@/lib/profiles/current';

/** The body of an action after which the page shows the key anew. */
function change<T>(verb: (actor: WorkspaceActor, input: unknown) => Promise<Result<T>>) {
  return memberAction(async (actor, input) => {
    const result = await verb(actor, input);
    if (result.ok) revalidatePath('/settings/api-keys', 'layout');
    return result;
  });
}

export const renameApiKeyAction = change(renameApiKey);
export const changeScopesAction = change((actor, input) => changeScopes(actor, input, currentProfile().keys));
export const setExpiryAction = change(setExpiry);
export const setRateLimitAction = change(setRateLimit);
export const setAllowlistAction = change(setAllowlist);
export const setLimitsAction = change(setLimits);
export const setSigningAction = change(setSigning);
export const replaceSigningSecretAction = change(replaceSigningSecret);
export const disableApiKeyAction = change(disableApiKey);
export const enableApiKeyAction = change(enableApiKey);
export const retireSecretAction = change(retireSecret);
export const rotateApiKeyAction = change((actor, input) => rotateApiKey(actor, input, currentProfile().keys));
