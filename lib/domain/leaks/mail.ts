import { DAY, now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { Environment, LeakSource } from '@/lib/db/generated/enums';
import type { FoundSecret } from '@/lib/domain/leaks/read-secret';
import type { Stop } from '@/lib/domain/leaks/stop-secret';
import { enqueueMail } from '@/lib/domain/mails/enqueue';
import { appUrl } from '@/lib/env';
import { providerWords, say } from '@/lib/say';

/** How many of these emails an address that is not proven gets in a day. */
const UNPROVEN_A_DAY = 5;

export interface LeakedKey {
  key: {
    id: string;
    workspaceId: string;
    environment: Environment;
    label: string;
    disabledAt: Date | null;
    workspace: { name: string; contactEmail: string | null };
  };
  secret: Pick<FoundSecret, 'kind' | 'name'>;
  source: LeakSource;
  /** Where it was found, or an empty text. */
  location: string;
  /** What the report did. */
  stop: Stop;
}

/** Where it was found. Only the URL of a scanner is a link in an email: anybody can fill in the form. */
function foundAt({ source, location }: LeakedKey): string {
  if (source === 'form') return say`Somebody reported it. The page of the key says where, if we know.`;
  return location
    ? `A secret scanner found it at ${location}`
    : 'A secret scanner found it in a public place.';
}

function whatToDo({ key, secret, stop }: LeakedKey): string {
  if (secret.kind === 'oldSigning')
    return say`Retire the old signing secret on the page of the key, and give your servers the new one.`;
  if (secret.kind === 'signing')
    return say`Replace the signing secret on the page of the key, let the old one end at once, and give your servers the new one.`;
  if (stop === 'retire') return 'Give the new secret to every server that still has the old one.';
  const enable = key.disabledAt || stop === 'disable' ? say` Then enable the key.` : '';
  if (secret.kind === 'old')
    return `${say`Retire the old secret on the page of the key, and give your servers the new one.`}${enable}`;
  return `${say`Rotate the key, let the old secret end at once, and give your servers the new one.`}${enable}`;
}

function whatHappened({ key, secret, stop }: LeakedKey): string {
  if (secret.kind === 'signing' || secret.kind === 'oldSigning')
    return say`The key still works, because nobody can use the signing secret without the key.`;
  if (stop === 'disable') return say`We disabled the key. Calls with it fail now.`;
  if (stop === 'retire')
    return say`It is the old secret of a key that was rotated. We retired it, so calls with it fail now. The new secret stays as it is.`;
  if (key.disabledAt) return say`The key is disabled, so nobody can use it at the moment.`;
  if (secret.kind === 'old')
    return say`It is the old secret of a key that was rotated. It still works, because your workspace chose that we only tell you. Anybody who has it can use the key.`;
  return say`The key still works, because your workspace chose that we only tell you. Anybody who has it can use it.`;
}

/** `name` is the label, or an empty text for an address that is not proven. */
function subjects(name: string): Record<Stop, string> {
  return {
    disable: say`Your API key${name} leaked and is disabled`,
    retire: say`The old secret of your API key${name} leaked and is retired`,
    nothing: say`Your API key${name} leaked`,
  };
}

/**
 * The email that a key leaked. It contains the label, the workspace name and the place only if the address is `proven`:
 * otherwise anyone could make us send their own words to a stranger.
 */
function leakMail(leaked: LeakedKey, proven: boolean) {
  const { key, secret, stop } = leaked;
  const { id, label, environment, workspaceId, workspace } = key;
  const name = proven ? `“${label}”` : id;
  const where = proven
    ? `of the workspace ${workspace.name}`
    : 'of a workspace that has this contact address';
  return {
    subject: subjects(proven ? ` ${name}` : '')[stop],
    text: say`Hello,

the ${providerWords()[environment]} API key ${name}${proven ? ` (${secret.name})` : ''} ${where} was found where others can read it.
${proven ? `${foundAt(leaked)}\n\n` : ''}${whatHappened(leaked)}

${whatToDo(leaked)}
Removing the secret from that place is not enough, because others may have copied it.

${appUrl()}/settings/api-keys/${id}?workspace=${workspaceId}
`,
  };
}

/** Whether an address that is not proven got enough of these emails, from all workspaces that name it. */
async function hasEnough(tx: Transaction, to: string): Promise<boolean> {
  const since = new Date(now().getTime() - DAY);
  const subject = { in: Object.values(subjects('')) };
  const written = await tx.mail.count({ where: { recipient: to, createdAt: { gt: since }, subject } });
  return written >= UNPROVEN_A_DAY;
}

/**
 * Emails the owners and admins of a workspace, and its contact address, that a key leaked. Addresses that are not confirmed
 * get no details and a few emails a day, because anyone can name them. Members without a confirmed address get nothing.
 */
export async function mailLeak(tx: Transaction, leaked: LeakedKey): Promise<void> {
  const { workspaceId, workspace } = leaked.key;
  const members = await tx.membership.findMany({
    where: { workspaceId, user: { disabledAt: null, emailVerifiedAt: { not: null } } },
    select: { role: true, user: { select: { email: true } } },
  });
  const proven = new Set(members.map(({ user }) => user.email));
  const admins = members.filter(({ role }) => role === 'owner' || role === 'admin');
  const recipients = new Set(admins.map(({ user }) => user.email));
  if (workspace.contactEmail) recipients.add(workspace.contactEmail);
  for (const to of [...recipients].sort()) {
    const isProven = proven.has(to);
    if (isProven || !(await hasEnough(tx, to))) await enqueueMail(tx, { to, ...leakMail(leaked, isProven) });
  }
}
