import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Environment, Role } from '@/lib/db/generated/enums';
import type { Actor } from '@/lib/domain/actor';
import { type ApiKeyStatus, apiKeyStatus } from '@/lib/domain/api-keys/status';
import { authorizeStaff } from '@/lib/domain/authorize';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { parse } from '@/lib/domain/parse';
import { adviseOn } from '@/lib/domain/refusals/advice';
import { refusalDetailSchema } from '@/lib/domain/refusals/schema';
import { searchCustomersSchema } from '@/lib/domain/support/schema';
import { HITS, membersMailedAt, secretsMasked, workspacesNamed } from '@/lib/domain/support/search-queries';
import { readSearchTerm, type SearchTerm } from '@/lib/domain/support/search-term';
import { ok, type Result, refuse } from '@/lib/errors';
import { say } from '@/lib/say';

export interface FoundMember {
  userId: string;
  name: string;
  email: string;
  role: Role;
}

export interface FoundKey {
  id: string;
  label: string;
  environment: Environment;
  /** The mask of the secret that was found. It may be an old one. */
  maskedSecret: string;
  replaced: boolean;
  status: ApiKeyStatus;
}

export interface FoundRefusal {
  requestId: string;
  at: Date;
  code: string;
  /** What the customer can do about it. */
  advice: string;
}

/** A workspace, and what matched: its name, one of its members, one of its keys, or a refused call of one. */
export interface SearchHit {
  workspace: { id: string; name: string; suspendedAt: Date | null; closedAt: Date | null };
  member: FoundMember | null;
  key: FoundKey | null;
  refusal: FoundRefusal | null;
}

export interface SearchResults {
  hits: SearchHit[];
  /** Whether there are more results than are shown. */
  more: boolean;
  /** Whether the text is a request id. Not every rejected call can be found by it. */
  isRequestId: boolean;
}

const workspace = { select: { id: true, name: true, suspendedAt: true, closedAt: true } };

async function findWorkspaces(ids: readonly string[]): Promise<SearchHit[]> {
  const found = await db().workspace.findMany({ where: { id: { in: [...ids] } }, ...workspace });
  const byId = new Map(found.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [{ workspace: row, member: null, key: null, refusal: null }] : [];
  });
}

async function findByName(text: string): Promise<SearchHit[]> {
  const rows = await db().$queryRaw<Array<{ id: string }>>(workspacesNamed(text));
  return findWorkspaces(rows.map(({ id }) => id));
}

async function findByEmail(text: string): Promise<SearchHit[]> {
  const rows = await db().$queryRaw<Array<{ workspace_id: string; user_id: string }>>(membersMailedAt(text));
  const members = await db().membership.findMany({
    where: {
      OR: rows.map(({ workspace_id, user_id }) => ({ workspaceId: workspace_id, userId: user_id })),
    },
    orderBy: [{ user: { email: 'asc' } }, { workspaceId: 'asc' }],
    select: { role: true, userId: true, user: { select: { name: true, email: true } }, workspace },
  });
  return members.map(({ role, userId, user, workspace }) => ({
    workspace,
    member: { userId, ...user, role },
    key: null,
    refusal: null,
  }));
}

async function findSecrets(
  where: { id: { in: string[] } } | { apiKeyId: string; replacedAt: null },
): Promise<SearchHit[]> {
  const at = now();
  const secrets = await db().apiKeySecret.findMany({
    where,
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    select: {
      masked: true,
      replacedAt: true,
      apiKey: {
        select: {
          id: true,
          label: true,
          environment: true,
          expiresAt: true,
          disabledAt: true,
          revokedAt: true,
          workspace,
        },
      },
    },
  });
  return secrets.map(({ masked, replacedAt, apiKey: { workspace, id, label, environment, ...times } }) => ({
    workspace,
    member: null,
    key: {
      id,
      label,
      environment,
      maskedSecret: masked,
      replaced: replacedAt !== null,
      status: apiKeyStatus(times, at),
    },
    refusal: null,
  }));
}

async function findByMask(start: string, lastFour: string): Promise<SearchHit[]> {
  const rows = await db().$queryRaw<Array<{ id: string }>>(secretsMasked(start, lastFour));
  return findSecrets({ id: { in: rows.map(({ id }) => id) } });
}

/** The refused call with this request id, with its key. */
async function findRefusal(requestId: string): Promise<SearchHit[]> {
  const found = await db().keyRefusal.findFirst({ where: { requestId } });
  if (!found) return [];
  const { apiKeyId, at, code } = found;
  const { advice } = adviseOn({ ...found, detail: refusalDetailSchema.parse(found.detail) });
  const hits = await findSecrets({ apiKeyId, replacedAt: null });
  return hits.slice(0, 1).map((hit) => ({ ...hit, refusal: { requestId, at, code, advice } }));
}

/** An address has no spaces, and the end of a key has four characters. */
function findByText(text: string): Array<Promise<SearchHit[]>> {
  return [
    findByName(text),
    ...(/\s/.test(text) ? [] : [findByEmail(text)]),
    ...(/^[0-9A-Za-z]{4}$/.test(text) ? [findByMask('', text)] : []),
  ];
}

function find(term: Exclude<SearchTerm, { kind: 'secret' | 'unsafe' }>): Array<Promise<SearchHit[]>> {
  switch (term.kind) {
    case 'workspaceId':
      return [findWorkspaces([term.id])];
    case 'keyId':
      return [findSecrets({ apiKeyId: term.id, replacedAt: null })];
    case 'requestId':
      return [findRefusal(term.id)];
    case 'mask':
      return [findByMask(term.start, term.lastFour)];
    case 'text':
      return findByText(term.text);
  }
}

/**
 * Finds customers by the words of their workspace's name, its id, the start of a member's email address, a key's id,
 * the end of one of its secrets, or the request id of a refused call. The text is part of a page's address, so `startSearch`
 * handles whole keys.
 *
 * Refuses with INVALID_REQUEST or FORBIDDEN.
 */
export async function searchCustomers(
  actor: Actor,
  input: unknown,
  policy: KeyPolicy,
): Promise<Result<SearchResults>> {
  const parsed = parse(searchCustomersSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeStaff(actor, 'support/search');
  if (!authorized.ok) return authorized;
  const term = readSearchTerm(parsed.value.text, policy);
  if (term.kind === 'secret' || term.kind === 'unsafe') {
    return refuse('INVALID_REQUEST', say`Paste a whole key into the search field, never into an address.`, {
      fields: { text: 'This looks like a secret.' },
    });
  }
  const found = await Promise.all(find(term));
  const hits = found.flatMap((hitsOfAKind) => hitsOfAKind.slice(0, HITS));
  return ok({
    hits,
    more: found.some((hitsOfAKind) => hitsOfAKind.length > HITS),
    isRequestId: term.kind === 'requestId',
  });
}
