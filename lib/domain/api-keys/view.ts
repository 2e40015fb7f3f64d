import { now } from '@/lib/clock';
import type { Prisma } from '@/lib/db/generated/client';
import type { Environment, UserKind } from '@/lib/db/generated/enums';
import { nameAgent } from '@/lib/domain/agent-name';
import { type ApiKeyStatus, apiKeyStatus } from '@/lib/domain/api-keys/status';
import { say } from '@/lib/say';

/** A key as lists show it. */
export interface ApiKeyView {
  id: string;
  /** In its workspace; null if the provider does not number keys. */
  number: number | null;
  label: string;
  /** Null if the provider has no purposes. */
  purpose: string | null;
  /** Days between reminders to rotate it; 0: never, null: as the purpose advises. */
  remindAfterDays: number | null;
  /** Who answers for it in the customer's organization; may be empty. */
  owner: string;
  tags: string[];
  environment: Environment;
  scopes: string[];
  maskedSecret: string;
  status: ApiKeyStatus;
  /** Whether an old secret still works next to the current one. */
  rotating: boolean;
  createdAt: Date;
  /** When the current secret was made. */
  secretCreatedAt: Date;
  /** The name of the member, or the key with its label. */
  createdBy: string;
  expiresAt: Date | null;
  revokedAt: Date | null;
  revokedBy: string | null;
  lastUse: LastUse | null;
  /** The last call from a web page with the current secret. */
  pageUse: PageUse | null;
  /** The last call whose URL contained the current secret. */
  urlUsedAt: Date | null;
}

export interface LastUse {
  at: Date;
  address: string | null;
  operation: string | null;
  client: string | null;
}

interface PageUse {
  at: Date;
  /** Of the page; null if the browser did not tell it. */
  origin: string | null;
}

export const lastUseColumns = {
  at: true,
  address: true,
  operation: true,
  client: true,
} satisfies Prisma.ApiKeyLastUseSelect;

/** The columns that `toView` reads. They never include the hash of a secret. */
export const viewColumns = {
  id: true,
  number: true,
  label: true,
  purpose: true,
  remindAfterDays: true,
  owner: true,
  tags: true,
  environment: true,
  scopes: true,
  secrets: {
    where: { retiredAt: null },
    select: {
      id: true,
      masked: true,
      createdAt: true,
      replacedAt: true,
      endsAt: true,
      lastUse: { select: { at: true, browserUsedAt: true, browserOrigin: true, urlUsedAt: true } },
    },
  },
  createdAt: true,
  expiresAt: true,
  disabledAt: true,
  revokedAt: true,
  createdBy: { select: { name: true } },
  createdByKey: { select: { label: true } },
  revokedBy: { select: { kind: true, name: true, team: true } },
  revokedByKey: { select: { label: true } },
  lastUse: { select: lastUseColumns },
} satisfies Prisma.ApiKeySelect;

/** A web page that used a secret; null if none did. */
function toPageUse(use: { browserUsedAt: Date | null; browserOrigin: string | null } | null): PageUse | null {
  return use?.browserUsedAt ? { at: use.browserUsedAt, origin: use.browserOrigin } : null;
}

/** The replaced secret that still works at `at`, out of the secrets of a key that are not retired. */
export function overlappingSecret<T extends { replacedAt: Date | null; endsAt: Date | null }>(
  secrets: readonly T[],
  at: Date,
): (T & { replacedAt: Date }) | null {
  for (const secret of secrets) {
    const { replacedAt, endsAt } = secret;
    if (replacedAt && (!endsAt || endsAt > at)) return { ...secret, replacedAt };
  }
  return null;
}

const nameKey = ({ label }: { label: string }) => say`the key “${label}”`;

function nameRevoker({ kind, ...user }: { kind: UserKind; name: string; team: string | null }): string {
  return kind === 'staff' ? `${nameAgent(user)} of support` : user.name;
}

/** A stored key as pages show it, with its current state. */
export function toView(row: Prisma.ApiKeyGetPayload<{ select: typeof viewColumns }>): ApiKeyView {
  const at = now();
  const secret = row.secrets.find(({ replacedAt }) => !replacedAt);
  return {
    id: row.id,
    number: row.number,
    label: row.label,
    purpose: row.purpose,
    remindAfterDays: row.remindAfterDays,
    owner: row.owner,
    tags: row.tags,
    environment: row.environment,
    scopes: row.scopes,
    maskedSecret: secret?.masked ?? '',
    status: apiKeyStatus(row, at),
    rotating: overlappingSecret(row.secrets, at) !== null,
    createdAt: row.createdAt,
    secretCreatedAt: secret?.createdAt ?? row.createdAt,
    createdBy: row.createdByKey ? nameKey(row.createdByKey) : row.createdBy.name,
    expiresAt: row.expiresAt,
    revokedAt: row.revokedAt,
    revokedBy: row.revokedByKey ? nameKey(row.revokedByKey) : row.revokedBy && nameRevoker(row.revokedBy),
    lastUse: row.lastUse,
    pageUse: toPageUse(secret?.lastUse ?? null),
    urlUsedAt: secret?.lastUse?.urlUsedAt ?? null,
  };
}
