import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import type { Role } from '@/lib/db/generated/enums';
import type { MemberActor } from '@/lib/domain/actor';
import { listApiKeys } from '@/lib/domain/api-keys/list';
import { CURRENCY_UNIT } from '@/lib/domain/wallet/money';
import { PROFILES } from '@/lib/profiles/current';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { giveMoney } from '@/lib/testing/factories/wallet';
import { createKeys } from './keys';
import { createManyKeys } from './many-keys';
import { createTenant } from './people';

const profiles = Object.values(PROFILES);

it('creates a workspace with a member of each role, and balances equal to the ledger', async () => {
  const { members, signIns } = await createTenant('Harbor Books', 'harbor.example');
  await createKeys(keydesk, members);
  expect(signIns).toHaveLength(4);

  const { workspaceId } = members.owner;
  const workspace = await db().workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const sums = await db().ledgerEntry.groupBy({
    by: ['environment'],
    where: { workspaceId },
    _sum: { amount: true },
  });
  expect(Object.fromEntries(sums.map(({ environment, _sum }) => [environment, _sum.amount]))).toEqual({
    live: workspace.liveBalance,
    sandbox: workspace.sandboxBalance,
  });
});

/** A workspace of the profile's currency with play money, and a member of each role. */
async function makeMembers(currency: string): Promise<Record<Role, MemberActor>> {
  const owner = await makeMember('owner');
  const { workspaceId } = owner;
  await db().workspace.update({ where: { id: workspaceId }, data: { currency } });
  await giveMoney(workspaceId, 10_000n * CURRENCY_UNIT);
  const join = (role: Role) => makeMember(role, { workspaceId });
  return {
    owner,
    admin: await join('admin'),
    developer: await join('developer'),
    viewer: await join('viewer'),
  };
}

describe.each(profiles)('the demonstration of $id', (profile) => {
  const { demonstration, keys, money } = profile;

  it('has keys in every state and both environments, and messages of its sender', async () => {
    const members = await makeMembers(money.currency);
    await createKeys(profile, members);
    const { keys: listed } = granted(await listApiKeys(members.viewer, { filter: 'all', limit: 100 }));
    expect(new Set(listed.map(({ label }) => label))).toEqual(
      new Set(demonstration.keys.map(({ label }) => label)),
    );
    expect(new Set(listed.map(({ status }) => status))).toEqual(
      new Set(['active', 'disabled', 'expired', 'revoked']),
    );
    expect(new Set(listed.map(({ environment }) => environment))).toEqual(new Set(['live', 'sandbox']));
    expect(listed.filter(({ lastUse }) => lastUse === null)).toHaveLength(2);
    const { workspaceId } = members.owner;
    const messages = await db().message.findMany({ where: { workspaceId } });
    expect(new Set(messages.map(({ recipient, text, sender }) => `${sender} ${recipient} ${text}`))).toEqual(
      new Set(
        Object.entries(demonstration.messages).map(([to, text]) => `${demonstration.sender} ${to} ${text}`),
      ),
    );
  });

  it('has many keys of every kind for `--large`, with a month of calls, and continues their numbers', async () => {
    const members = await makeMembers(money.currency);
    await createKeys(profile, members);
    await createManyKeys(profile, members, 120);
    const { workspaceId } = members.owner;
    const rows = await db().apiKey.findMany({
      where: { workspaceId },
      include: { secrets: true, lastUse: true },
    });
    expect(rows).toHaveLength(120 + demonstration.keys.length);
    const secretsOf = (row: (typeof rows)[number]) =>
      row.secrets.filter(({ retiredAt }) => !retiredAt).length;
    expect(new Set(rows.map(secretsOf))).toEqual(new Set([1, 2]));
    const numbers = rows.flatMap(({ number }) => number ?? []);
    expect(new Set(numbers).size).toBe(numbers.length);
    const { keys: listed } = granted(await listApiKeys(members.viewer, { filter: 'all', limit: 200 }));
    expect(new Set(listed.map(({ status }) => status)).size).toBe(4);
    expect(listed.filter(({ lastUse }) => lastUse === null).length).toBeGreaterThan(20);
    const [calls] = await db().$queryRaw<{ days: number; daily: number; hourly: number }[]>`
      SELECT count(DISTINCT day)::int AS days, sum(succeeded + refused + failed)::int AS daily,
        (SELECT sum(calls)::int FROM api_key_usage JOIN api_keys ON id = api_key_id WHERE workspace_id = ${workspaceId}) AS hourly
      FROM api_key_daily_usage WHERE workspace_id = ${workspaceId}`;
    expect(calls?.days).toBeGreaterThan(29);
    expect(calls?.daily).toBe(calls?.hourly);
  });

  it('shows with `--large` what keys can be rejected for, where they are called from and that they leaked', async () => {
    const members = await makeMembers(money.currency);
    await createManyKeys(profile, members, 300);
    const { workspaceId } = members.owner;
    const groups = await db().keyRefusalGroup.findMany({
      where: { apiKey: { workspaceId } },
      include: { apiKey: true },
    });
    expect(new Set(groups.map(({ code }) => code))).toEqual(
      new Set([
        'API_KEY_EXPIRED',
        'API_KEY_INACTIVE',
        'DESTINATION_NOT_ALLOWED',
        'FORBIDDEN',
        'INSUFFICIENT_BALANCE',
        'INVALID_API_KEY',
        'INVALID_REQUEST',
        'IP_NOT_ALLOWED',
        'RATE_LIMITED',
        ...(profile.signature === null ? [] : ['SIGNATURE_REQUIRED']),
      ]),
    );
    const causes = groups
      .filter(({ code }) => code === 'INVALID_API_KEY')
      .map(({ cause }) => cause.split(' ')[0]);
    expect(new Set(causes)).toEqual(new Set(['revoked', 'replaced']));
    const [{ rejected } = { rejected: 0 }] = await db().$queryRaw<{ rejected: number }[]>`
      SELECT sum(refused)::int AS rejected FROM api_key_daily_usage WHERE workspace_id = ${workspaceId}`;
    expect(groups.reduce((sum, { calls }) => sum + Number(calls), 0)).toBe(rejected);
    const networks = await db().apiKeyAddressUsage.groupBy({
      by: ['network'],
      where: { apiKey: { workspaceId } },
    });
    expect(networks.length).toBeGreaterThan(50);
    const leaks = await db().keyLeak.findMany({ where: { workspaceId }, include: { apiKey: true } });
    expect(new Set(leaks.map(({ source }) => source))).toEqual(new Set(['scanner', 'form']));
    expect(leaks.every(({ apiKey }) => apiKey.disabledAt !== null)).toBe(true);
    const [countries] = await db().apiKey.findMany({ where: { workspaceId, countries: { isEmpty: false } } });
    expect(countries?.environment).toBe('live');
  });

  it('gives every key a purpose where the provider has purposes', () => {
    const known = (keys.purposes ?? []).map(({ name }) => name);
    const used = demonstration.keys.flatMap(({ purpose }) => purpose ?? []);
    expect(new Set(used)).toEqual(new Set(known));
    expect(used).toHaveLength(known.length === 0 ? 0 : demonstration.keys.length);
  });
});

it('has other customers and texts for each provider', () => {
  const words = profiles.flatMap(({ demonstration: { customers, messages, sender } }) => [
    ...Object.entries(customers).flat(),
    ...Object.values(messages),
    sender,
  ]);
  expect(words).toHaveLength(new Set(words).size);
});
