import { expect, it } from 'vitest';
import { MINUTE, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { type ImpersonatedRequest, recordRequest } from '@/lib/domain/impersonation/record-request';
import { impersonate, makeImpersonation, makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';

const list = '/settings/api-keys';
const activity = { path: `${list}/activity`, verb: 'usage/activity' } as const;
const impact = (targetId: string) => ({ path: list, verb: 'usage/impact', targetId }) as const;

/** Starts a session; `read` records requests in order, `recorded` returns the stored ones. */
async function traces() {
  const [owner, agent] = [await makeMember(), await makeStaff()];
  const impersonated = impersonate(owner, await makeImpersonation(agent, owner));
  const read = async (...reads: ImpersonatedRequest[]) => {
    for (const each of reads) await recordRequest(impersonated, each);
  };
  const recorded = async () => {
    const where = { impersonationId: impersonated.impersonationId };
    const rows = await db().impersonatedRequest.findMany({ where, orderBy: { id: 'asc' } });
    return rows.map(({ path, verb, targetId }) => [path, verb, targetId].filter(Boolean).join(' '));
  };
  return { read, recorded };
}

it('records a page again only after a minute or after another page', async () => {
  const { read, recorded } = await traces();
  const page = { path: list };
  await read(page, page, { path: '/settings/security' }, page);
  setClockOffset(MINUTE);
  await read(page, { path: `/${'x'.repeat(1_000)}` });
  expect(await recorded()).toEqual([list, '/settings/security', list, list, `/${'x'.repeat(299)}`]);
});

it('records the first of many polls, then one per minute', async () => {
  const { read, recorded } = await traces();
  await read(...Array.from({ length: 20 }, () => activity));
  expect(await recorded()).toHaveLength(1);
  setClockOffset(MINUTE);
  await read(activity, activity);
  expect(await recorded()).toHaveLength(2);
});

it('records polls of two open pages once each, and again after a page is opened', async () => {
  const { read, recorded } = await traces();
  const other = { ...activity, path: '/elsewhere' };
  await read(activity, other, activity, other);
  expect(await recorded()).toHaveLength(2);
  await read({ path: list }, activity, activity);
  expect(await recorded()).toHaveLength(4);
});

it('records each target of a request', async () => {
  const { read, recorded } = await traces();
  await read({ path: list }, impact('key_1'), impact('key_2'), impact('key_1'), { path: list });
  expect(await recorded()).toEqual([list, `${list} usage/impact key_1`, `${list} usage/impact key_2`]);
});
