import type { Environment } from '@/lib/db/generated/enums';
import { appUrl } from '@/lib/env';
import { providerWords, say } from '@/lib/say';

export interface ExpiringKey {
  id: string;
  label: string;
  environment: Environment;
  workspaceId: string;
  workspaceName: string;
  expiresAt: Date;
  /** How many days before the expiry this notice is sent. */
  daysBefore: number;
}

/**
 * The warning that a key in use expires soon. It contains the label and the workspace name only if the address is
 * `proven`: otherwise anyone could make us send their own words to a stranger.
 */
export function expiryMail(
  { id, label, environment, workspaceId, workspaceName, expiresAt, daysBefore }: ExpiringKey,
  proven: boolean,
) {
  const end = expiresAt.toISOString().replace('T', ' ').slice(0, 16);
  const within = daysBefore === 1 ? 'a day' : `${daysBefore} days`;
  const key = proven ? `“${label}”` : id;
  const where = proven ? `of the workspace ${workspaceName}` : 'of a workspace that has this contact address';
  return {
    subject: say`Your API key ${key} expires within ${within}`,
    text: say`Hello,

the ${providerWords()[environment]} API key ${key} ${where} is in use and expires on ${end} UTC.
After that time, calls with this key fail. Choose a later date, or switch to another key:

${appUrl()}/settings/api-keys/${id}?workspace=${workspaceId}
`,
  };
}
