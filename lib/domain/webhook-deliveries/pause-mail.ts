import type { Environment, WebhookPauseReason } from '@/lib/db/generated/enums';
import { appUrl } from '@/lib/env';
import { providerWords } from '@/lib/say';

export interface PausedEndpoint {
  id: string;
  environment: Environment;
  url: string;
  workspaceId: string;
  workspaceName: string;
  reason: Exclude<WebhookPauseReason, 'member'>;
  /** The first failure after the last success. */
  failingSince: Date;
}

/**
 * The email that an endpoint was paused. It contains the URL and the workspace name only if the address is `proven`:
 * otherwise anyone could make us send their own words to a stranger.
 */
export function pauseMail(
  { id, environment, url, workspaceId, workspaceName, reason, failingSince }: PausedEndpoint,
  proven: boolean,
) {
  const endpoint = proven ? url : id;
  const where = proven ? `of the workspace ${workspaceName}` : 'of a workspace that has this contact address';
  const since = failingSince.toISOString().replace('T', ' ').slice(0, 16);
  const why =
    reason === 'gone'
      ? 'It answered 410 Gone, which asks for no more deliveries.'
      : `Every delivery to it has failed since ${since} UTC.`;
  return {
    subject: `Your webhook endpoint ${endpoint} was paused`,
    text: `Hello,

we paused the ${providerWords()[environment]} webhook endpoint ${endpoint} ${where}. ${why}

Events are kept for 30 days. Fix the endpoint, then resume it to get what has not been delivered:
${appUrl()}/settings/webhooks/${id}?workspace=${workspaceId}
`,
  };
}
