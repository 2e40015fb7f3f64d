import { appUrl } from '@/lib/env';

export interface ExpiringKey {
  id: string;
  label: string;
  environment: string;
  workspaceName: string;
  expiresAt: Date;
  /** The notice: how many days before the end it is due. */
  daysBefore: number;
}

/** The warning that a key in use is about to end. */
export function expiryMail({ id, label, environment, workspaceName, expiresAt, daysBefore }: ExpiringKey) {
  const end = expiresAt.toISOString().replace('T', ' ').slice(0, 16);
  return {
    subject: `Your API key “${label}” expires within ${daysBefore === 1 ? 'a day' : `${daysBefore} days`}`,
    text: `Hello,

the ${environment} API key “${label}” of the workspace ${workspaceName} is in use and expires on ${end} UTC.
From that second on, every call with it is refused. Give it a later end, or move what uses it to another key:

${appUrl()}/settings/api-keys/${id}
`,
  };
}
