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
import type { Verb } from '@/lib/domain/permissions';
import type { Result } from '@/lib/errors';
import { currentProfile } from '@/lib/profiles/current';

/** The body of an action after which the page shows the key anew. */
function change<T>(name: Verb, verb: (actor: WorkspaceActor, input: unknown) => Promise<Result<T>>) {
  return memberAction(name, async (actor, input) => {
    const result = await verb(actor, input);
    if (result.ok) revalidatePath('/settings/api-keys', 'layout');
    return result;
  });
}

export const renameApiKeyAction = change('api-keys/rename', renameApiKey);
export const changeScopesAction = change('api-keys/change-scopes', (actor, input) =>
  changeScopes(actor, input, currentProfile().keys),
);
export const setExpiryAction = change('api-keys/set-expiry', setExpiry);
export const setRateLimitAction = change('api-keys/set-rate-limit', setRateLimit);
export const setAllowlistAction = change('api-keys/set-allowlist', setAllowlist);
export const setLimitsAction = change('api-keys/set-limits', setLimits);
export const setSigningAction = change('api-keys/set-signing', setSigning);
export const replaceSigningSecretAction = change('api-keys/replace-signing-secret', replaceSigningSecret);
export const disableApiKeyAction = change('api-keys/disable', disableApiKey);
export const enableApiKeyAction = change('api-keys/enable', enableApiKey);
export const retireSecretAction = change('api-keys/retire-secret', retireSecret);
export const rotateApiKeyAction = change('api-keys/rotate', (actor, input) =>
  rotateApiKey(actor, input, currentProfile().keys),
);
