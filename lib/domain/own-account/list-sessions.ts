import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { deviceName } from '@/lib/domain/own-account/device-name';
import { listSessionsSchema } from '@/lib/domain/own-account/schema';
import { paginate } from '@/lib/domain/paging/paginate';
import { after, timeCursor } from '@/lib/domain/paging/time-cursor';
import { parse } from '@/lib/domain/parse';
import { validSessions } from '@/lib/domain/sessions/lifetime';
import { ok, type Result } from '@/lib/errors';

const PAGE_SIZE = 10;

/** A sign-in that is still valid. */
export interface SessionView {
  id: string;
  /** “Chrome on Windows”. */
  device: string;
  /** The address of the sign-in; null if it is unknown. */
  address: string | null;
  /** When the member signed in. */
  createdAt: Date;
  /** The last request, to the minute. */
  lastSeenAt: Date;
  /** Whether it is the session that asks. */
  current: boolean;
}

export interface SessionPage {
  sessions: SessionView[];
  /** The cursor of the next page; null on the last page. */
  nextCursor: string | null;
}

/**
 * The valid sessions of the signed-in member, or of the member whom the agent acts as, the latest sign-in first, one page
 * at a time. Refuses with INVALID_REQUEST or FORBIDDEN.
 */
export async function listSessions(actor: Actor, input: unknown): Promise<Result<SessionPage>> {
  const authorized = authorizeInWorkspace(actor, 'own-account/list-sessions');
  if (!authorized.ok) return authorized;
  const person = authorized.value;
  const ownId = person.kind === 'member' ? person.sessionId : null;
  const parsed = parse(listSessionsSchema, input);
  if (!parsed.ok) return parsed;
  const page = await paginate({
    cursor: parsed.value.cursor,
    limit: PAGE_SIZE,
    format: timeCursor,
    read: (position, take) =>
      db().session.findMany({
        where: {
          userId: person.userId,
          AND: [validSessions(now()), after(position, (createdAt) => ({ createdAt }))],
        },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take,
        select: { id: true, userAgent: true, address: true, createdAt: true, lastSeenAt: true },
      }),
    positionOf: ({ createdAt, id }) => ({ at: createdAt, id }),
  });
  if (!page.ok) return page;
  const { items, nextCursor } = page.value;
  const sessions = items.map(({ userAgent, ...session }) => ({
    ...session,
    device: deviceName(userAgent),
    current: session.id === ownId,
  }));
  return ok({ sessions, nextCursor });
}
