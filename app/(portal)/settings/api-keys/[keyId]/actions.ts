'use server';

import { revalidatePath } from 'next/cache';
import { memberAction } from '@/lib/actions/member-action';
import type { WorkspaceActor } from '@/lib/domain/actor';
import { disableApiKey } from '@/lib/domain/api-keys/disable';
import { duplicateSettings } from '@/lib/domain/api-keys/duplicate';
import { enableApiKey } from '@/lib/domain/api-keys/enable';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { revealApiKey } from '@/lib/domain/key-reveal/reveal';
import { readOldSecret } from '@/lib/domain/key-rotation/old-secret';
import { retireSecret } from '@/lib/domain/key-rotation/retire-secret';
import { rotateApiKey } from '@/lib/domain/key-rotation/rotate';
import { annotateKey } from '@/lib/domain/key-settings/annotate';
import { changeScopes } from '@/lib/domain/key-settings/change-scopes';
import { rehearseKeyAllowlist } from '@/lib/domain/key-settings/rehearse-allowlist';
import { rehearseKeyCountries } from '@/lib/domain/key-settings/rehearse-countries';
import { rehearseKeyRateLimit } from '@/lib/domain/key-settings/rehearse-rate-limit';
import { rehearseKeyScopes } from '@/lib/domain/key-settings/rehearse-scopes';
import { renameApiKey } from '@/lib/domain/key-settings/rename';
import { replaceSigningSecret } from '@/lib/domain/key-settings/replace-signing-secret';
import { setAllowlist } from '@/lib/domain/key-settings/set-allowlist';
import { setExpiry } from '@/lib/domain/key-settings/set-expiry';
import { setLimits } from '@/lib/domain/key-settings/set-limits';
import { setPurpose } from '@/lib/domain/key-settings/set-purpose';
import { setRateLimit } from '@/lib/domain/key-settings/set-rate-limit';
import { setRotationReminder } from '@/lib/domain/key-settings/set-rotation-reminder';
import { setSigning } from '@/lib/domain/key-settings/set-signing';
import { undoNarrowing } from '@/lib/domain/key-settings/undo-narrowing';
import type { Verb } from '@/lib/domain/permissions';
import { retireSigningSecret } from '@/lib/domain/signing-secrets/retire';
import { ok, type Result } from '@/lib/errors';
import { currentProfile } from '@/lib/profiles/current';
import { scopedOperations } from '@/lib/profiles/scoped-operations';

/** An action that changes the key. The pages with keys reload after it. */
function change<T>(name: Verb, verb: (actor: WorkspaceActor, input: unknown) => Promise<Result<T>>) {
  return memberAction(name, async (actor, input) => {
    const result = await verb(actor, input);
    if (result.ok) revalidatePath('/settings/api-keys', 'layout');
    return result;
  });
}

/** What the dialogs of a key's page show, for those that the list opens. */
export const readKeyForDialogAction = memberAction('api-keys/read', async (actor, input) => {
  const [apiKey, duplicate, oldSecret] = await Promise.all([
    readApiKey(actor, input),
    duplicateSettings(actor, input, currentProfile().keys),
    readOldSecret(actor, input),
  ]);
  if (!apiKey.ok) return apiKey;
  if (!duplicate.ok) return duplicate;
  if (!oldSecret.ok) return oldSecret;
  return ok({ apiKey: apiKey.value, duplicate: duplicate.value, oldSecret: oldSecret.value });
});

export const annotateKeyAction = change('key-settings/annotate', annotateKey);
export const renameApiKeyAction = change('key-settings/rename', renameApiKey);
export const changeScopesAction = change('key-settings/change-scopes', (actor, input) =>
  changeScopes(actor, input, currentProfile().keys, scopedOperations(currentProfile())),
);
export const undoNarrowingAction = change('key-settings/undo-narrowing', (actor, input) =>
  undoNarrowing(actor, input, currentProfile().keys),
);
export const rehearseCountriesAction = memberAction('key-settings/rehearse-countries', rehearseKeyCountries);
export const rehearseScopesAction = memberAction('key-settings/rehearse-scopes', (actor, input) =>
  rehearseKeyScopes(actor, input, scopedOperations(currentProfile())),
);
export const setExpiryAction = change('key-settings/set-expiry', setExpiry);
export const setPurposeAction = change('key-settings/set-purpose', (actor, input) =>
  setPurpose(actor, input, currentProfile().keys),
);
export const setRateLimitAction = change('key-settings/set-rate-limit', (actor, input) =>
  setRateLimit(actor, input, currentProfile().keys),
);
export const rehearseRateLimitAction = memberAction('key-settings/rehearse-rate-limit', rehearseKeyRateLimit);
export const rehearseAllowlistAction = memberAction('key-settings/rehearse-allowlist', rehearseKeyAllowlist);
export const setAllowlistAction = change('key-settings/set-allowlist', setAllowlist);
export const setLimitsAction = change('key-settings/set-limits', setLimits);
export const setRotationReminderAction = change('key-settings/set-rotation-reminder', setRotationReminder);
export const setSigningAction = change('key-settings/set-signing', (actor, input) =>
  setSigning(actor, input, currentProfile().keys),
);
export const replaceSigningSecretAction = change('key-settings/replace-signing-secret', (actor, input) =>
  replaceSigningSecret(actor, input, currentProfile().keys),
);
export const disableApiKeyAction = change('api-keys/disable', disableApiKey);
export const enableApiKeyAction = change('api-keys/enable', enableApiKey);
export const retireSecretAction = change('key-rotation/retire-secret', retireSecret);
export const retireSigningSecretAction = change('signing-secrets/retire', retireSigningSecret);
export const revealApiKeyAction = memberAction('key-reveal/reveal', (actor, input) =>
  revealApiKey(actor, input, currentProfile().keys),
);
export const rotateApiKeyAction = change('key-rotation/rotate', (actor, input) =>
  rotateApiKey(actor, input, currentProfile().keys),
);
