import { expect } from 'vitest';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { markSent } from '@/lib/domain/messages/change-status';
import type { Profile, Route } from '@/lib/profiles/profile';
import { canRefuse } from '@/lib/profiles/refusals';
import { granted } from '@/lib/testing/factories/api-keys';
import { type SentWithKey, sendWithKey } from '@/lib/testing/requests/profile-caller';
import { makeTarget, type RouteTarget } from '@/lib/testing/requests/route-target';
import type { RawResponse } from '@/lib/testing/requests/wire-request';
import { waitingForLocks } from '@/lib/testing/servers/waiting-for-locks';

/** More than the test events of webhooks that can wait. */
const REPETITIONS = 6;

interface Calling {
  owner: MemberActor;
  /** The key that calls. */
  keyId: string;
  /** Sends the request to the route, each time with the same idempotency key. */
  send(target: RouteTarget): Promise<RawResponse>;
}

/** Records that the carrier has accepted the message and those of the batch. */
async function submit({ messageId, batchId }: SentWithKey): Promise<void> {
  const where = { OR: [{ id: messageId }, { batchId }] };
  const ids = (await db().message.findMany({ where, select: { id: true } })).map(({ id }) => id);
  await db().$transaction((tx) => markSent(tx, ids, { at: now(), nextStepAt: null }));
}

/** What a call of the route is about, in a state that does not allow the call or allows it once. */
async function makeConflictingTarget(
  profile: Profile,
  route: Route,
  { owner, keyId }: Calling,
): Promise<RouteTarget> {
  const { operation } = route;
  const own = await sendWithKey(owner, keyId);
  const target = await makeTarget(profile, route, { owner, own });
  if (operation.endsWith('.cancel')) await submit(own);
  if (/^(api-keys\.(dis|en)able|key-rotation\.)/.test(operation)) {
    granted(await revokeApiKey(owner, { keyId: target.id }));
  }
  return target;
}

/** The response to a request while the same one is running. */
async function sendWhileRunning({ workspaceId }: MemberActor, send: () => Promise<RawResponse>) {
  const { first, second } = await db().$transaction(
    async (tx) => {
      // The first request waits for the workspace, which sends lock in the same way.
      await tx.$queryRaw`SELECT 1 FROM workspaces WHERE id = ${workspaceId} FOR NO KEY UPDATE`;
      const first = send();
      await expect.poll(waitingForLocks, { timeout: 10_000 }).toBeGreaterThan(0);
      return { first, second: await send() };
    },
    { timeout: 15_000 },
  );
  await first;
  return second;
}

/** The last response of a route to calls that conflict with the state of what they are about, or with each other. */
export async function callInConflict(
  profile: Profile,
  route: Route,
  calling: Calling,
): Promise<RawResponse | undefined> {
  const target = await makeConflictingTarget(profile, route, calling);
  const send = () => calling.send(target);
  if (canRefuse(route, 'IDEMPOTENCY_CONFLICT')) return sendWhileRunning(calling.owner, send);
  let response: RawResponse | undefined;
  for (let n = 0; n < REPETITIONS && (response === undefined || response.status < 300); n++) {
    response = await send();
  }
  return response;
}
