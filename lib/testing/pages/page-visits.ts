import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor, StaffActor } from '@/lib/domain/actor';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { exit, extensionAsked, makeImpersonation, makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { BALANCE, makeMessage } from '@/lib/testing/factories/messages';
import { makeSecondFactor } from '@/lib/testing/factories/second-factor';
import { giveMoney, makePayment } from '@/lib/testing/factories/wallet';
import { makeWebhookTargets } from '@/lib/testing/factories/webhooks';
import { builtRoutes } from '@/lib/testing/pages/built-routes';

/** A page of the build, with an address that shows it. */
export interface PageVisit {
  route: string;
  address: string;
  /** Who sees the page; undefined for a guest. */
  visitor: MemberActor | StaffActor | undefined;
}

/** Not reachable by an address. */
const WITHOUT_ADDRESS = new Set(['/_global-error']);

const FOR_GUESTS =
  /^\/(?:login|signup|forgot-password|report-leaked-key|reset-password|docs|_not-found)(?:\/|$)/;

/** What the pages of links need in their address. It need not be valid. */
const LINK_PAGES = /^\/(?:reset-password|verify-email|change-email|invitation)$/;

/** A workspace with one of everything that has a page of its own, and the ids by their name in a route. */
async function makeWorkspace(agent: StaffActor) {
  const owner = await makeMember();
  const { key } = await makeKey(owner, { label: 'Billing' });
  await giveMoney(owner.workspaceId, BALANCE, key.environment);
  const { workspaceId } = owner;
  const messageId = await makeMessage({ workspaceId, apiKeyId: key.id, environment: key.environment });
  const impersonation = await makeImpersonation(agent, owner, {
    actAskedAt: now(),
    actReason: 'To fix it',
    ...extensionAsked(),
  });
  await exit(impersonation.id);
  const { endpointId, deliveryId } = await makeWebhookTargets(owner);
  const ids: Record<string, string> = {
    keyId: key.id,
    sessionId: impersonation.id,
    page: 'operations',
    workspaceId,
    messageId,
    paymentId: await makePayment(workspaceId),
    endpointId,
    deliveryId,
  };
  return { owner, ids };
}

/** Staff who have to choose a second factor first. */
async function makeNewStaff(): Promise<StaffActor> {
  const staff = await makeStaff();
  await db().session.update({ where: { id: staff.sessionId }, data: { secondFactorAt: null } });
  return staff;
}

/**
 * One visit of every page of the build, with what it shows in the database.
 * @throws Error for a page with an id in its route that this file does not know.
 */
export async function makePageVisits(): Promise<PageVisit[]> {
  const agent = await makeStaff('lead');
  const newStaff = await makeNewStaff();
  const { owner, ids } = await makeWorkspace(agent);
  const { actor: withSecondFactor } = await makeSecondFactor();

  function addressOf(route: string): string {
    if (route === '/_not-found') return '/no-such-page';
    const path = route.replace(/\[(\w+)\]/g, (_, name: string) => {
      const id = ids[name];
      if (id === undefined) throw new Error(`Add an id for [${name}] of ${route}.`);
      return id;
    });
    return LINK_PAGES.test(route) ? `${path}?token=x` : path;
  }

  function visitorOf(route: string): PageVisit['visitor'] {
    if (FOR_GUESTS.test(route)) return undefined;
    if (route === '/welcome') return newStaff;
    // Others are sent to it only when a workspace requires a second factor from them.
    if (route === '/second-factor') return withSecondFactor;
    return route.startsWith('/support') ? agent : owner;
  }

  const pages = (await builtRoutes()).filter(({ route, isPage }) => isPage && !WITHOUT_ADDRESS.has(route));
  return pages
    .map(({ route }) => ({ route, address: addressOf(route), visitor: visitorOf(route) }))
    .sort((one, other) => one.route.localeCompare(other.route));
}
