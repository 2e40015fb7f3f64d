import type { Environment } from '@/lib/db/generated/enums';
import { appUrl } from '@/lib/env';
import { providerWords, say } from '@/lib/say';

export interface KeyToRotate {
  id: string;
  label: string;
  purpose: string | null;
  environment: Environment;
  workspaceId: string;
  workspaceName: string;
  secretCreatedAt: Date;
  /** How often it should be rotated. */
  rotateAfterDays: number;
  /** Whether a member chose that for the key. Otherwise its purpose advises it. */
  isChosen: boolean;
}

/**
 * The reminder to rotate a key. It contains the label and the workspace name only if the address is `proven`: otherwise
 * anyone could make us send their own words to a stranger.
 */
export function rotationMail(
  {
    id,
    label,
    purpose,
    environment,
    workspaceId,
    workspaceName,
    secretCreatedAt,
    rotateAfterDays,
    isChosen,
  }: KeyToRotate,
  proven: boolean,
) {
  const key = proven ? `“${label}”` : id;
  const where = proven ? `of the workspace ${workspaceName}` : 'of a workspace that has this contact address';
  const since = secretCreatedAt.toISOString().slice(0, 10);
  const why = isChosen
    ? say`A reminder every ${rotateAfterDays} days is set for this key.`
    : say`Keys for the purpose ${purpose ?? ''} should be rotated every ${rotateAfterDays} days.`;
  return {
    subject: say`Rotate your API key ${key}`,
    text: say`Hello,

the secret of the ${providerWords()[environment]} API key ${key} ${where} has been in use since ${since}.
${why} Rotate it here, or revoke it if nothing uses it:

${appUrl()}/settings/api-keys/${id}?workspace=${workspaceId}

The key keeps working until then.
`,
  };
}
