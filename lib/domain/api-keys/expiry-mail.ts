import { appUrl } from '@/lib/env';

export interface ExpiringKey {
  id: string;
  label: string;
  environment: string;
  workspaceId: string;
  workspaceName: string;
  expiresAt: Date;
  /** The notice: how many days before the end it is due. */
  daysBefore: number;
}

/**
 * The warning that a key in use is about to end. Label and workspace are named to a `proven` address only: to any other,
 * anyone could have us mail their words.
 */
export function expiryMail(
  { id, label, environment, workspaceId, workspaceName, expiresAt, daysBefore }: ExpiringKey,
  proven: boolean,
) {
  const end = expiresAt.toISOString().replace('T', ' ').slice(0, 16);
  const within = daysBefore === 1 ? 'a day' : `${daysBefore} days`;
  const key = proven ? `“${label}”` : id;
  const where = proven ? `of the workspace ${workspaceName}` : 'of a workspace that names this address';
  return {
    subject: `Your API key ${key} expires within ${within}`,
    text: `Hello,

the ${environment} API key ${key} ${where} is in use and expires on ${end} UTC.
From that second on, every call with it is refused. Give it a later end, or move what uses it to another key:

${appUrl()}/settings/api-keys/${id}?workspace=${workspaceId}
`,
  };
}
