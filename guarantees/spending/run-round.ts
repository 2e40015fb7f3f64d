import { setTimeout as pause } from 'node:timers/promises';
import { UNLIMITED } from '@/bench/database';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { toDecimal } from '@/lib/domain/wallet/money-text';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { giveMoney, readMoney } from '@/lib/testing/factories/wallet';
import type { Gateway } from '../gateways';
import { makeWorkspace } from '../workspace';
import { type Outcome, sendInParallel } from './send-in-parallel';

/** What limits the sends of a round. */
export const LIMITS = ['the balance', 'the key’s limit a day', 'the key’s limit a month'] as const;
export type Limit = (typeof LIMITS)[number];

const REFUSALS: Record<Limit, string> = {
  'the balance': 'INSUFFICIENT_BALANCE',
  'the key’s limit a day': 'SPEND_LIMIT_EXCEEDED',
  'the key’s limit a month': 'SPEND_LIMIT_EXCEEDED',
};

export interface Round {
  limit: Limit;
  sends: number;
  /** How many of them the limit covers. */
  covered: number;
  /** Whether one of the gateways is killed meanwhile. */
  kills: boolean;
}

export interface RoundFigures extends Outcome {
  /** What is wrong; empty: nothing. */
  mistakes: string[];
}

/** In millionths of the currency unit. Enough for all sends without a limit. */
const PLENTY = 1_000_000_000_000n;
const KILLED_AFTER_MS = 1_000;

/** The price of a send, found by sending one in a workspace of its own. */
export async function findPrice(gateways: readonly Gateway[]): Promise<bigint> {
  const owner = await makeWorkspace();
  await giveMoney(owner.workspaceId, PLENTY);
  const { secret } = await makeKey(owner);
  await sendInParallel(gateways, secret, 1);
  return PLENTY - (await readMoney(owner.workspaceId)).sandbox.balance;
}

/** A key, and money, for this many sends and nearly one more. */
async function makeLimitedKey(owner: MemberActor, { limit, covered }: Round, price: bigint): Promise<string> {
  const amount = price * BigInt(covered) + price - 1n;
  await giveMoney(owner.workspaceId, limit === 'the balance' ? amount : PLENTY);
  const decimal = toDecimal(amount, 0);
  const limits = {
    'the balance': {},
    'the key’s limit a day': { spendPerDay: decimal },
    'the key’s limit a month': { spendPerMonth: decimal },
  }[limit];
  return (await makeKey(owner, { rateLimit: UNLIMITED, limits })).secret;
}

/** What is in the database besides what must be there after this many sends. */
async function findMistakes(workspaceId: string, covered: number, price: bigint): Promise<string[]> {
  const spent = price * BigInt(covered);
  const { sandbox } = await readMoney(workspaceId);
  const charges = await db().ledgerEntry.aggregate({
    where: { workspaceId, kind: 'charge' },
    _count: true,
    _sum: { amount: true },
  });
  const spending = await db().apiKeySpend.aggregate({
    where: { apiKey: { workspaceId } },
    _sum: { amount: true },
  });
  const messages = await db().message.count({ where: { workspaceId } });
  const facts: [string, bigint | number, bigint | number][] = [
    ['messages', messages, covered],
    ['charges', charges._count, covered],
    ['sum of the charges', charges._sum.amount ?? 0n, -spent],
    ['spending of the key', spending._sum.amount ?? 0n, spent],
    ['balance', sandbox.balance, sandbox.ledger],
  ];
  return facts.flatMap(([name, is, expected]) =>
    is === expected ? [] : `${name}: ${is} instead of ${expected}`,
  );
}

/** Sends more messages in parallel than a limit covers, and compares results, ledger and spending with the limit. */
export async function runRound(
  gateways: readonly Gateway[],
  round: Round,
  price: bigint,
): Promise<RoundFigures> {
  const { limit, sends, covered } = round;
  const owner = await makeWorkspace();
  const secret = await makeLimitedKey(owner, round, price);
  const kill = async () => {
    if (!round.kills) return;
    await pause(KILLED_AFTER_MS);
    await gateways[Math.floor(Math.random() * gateways.length)]?.restart();
  };
  const [outcome] = await Promise.all([sendInParallel(gateways, secret, sends), kill()]);
  const expected = new Map([
    ['ok', covered],
    [REFUSALS[limit], sends - covered],
  ]);
  const names = new Set([...expected.keys(), ...outcome.results.keys()]);
  const wrong = [...names].flatMap((name) => {
    const [is = 0, due = 0] = [outcome.results.get(name), expected.get(name)];
    return is === due ? [] : `${name}: ${is} sends instead of ${due}`;
  });
  return { ...outcome, mistakes: [...wrong, ...(await findMistakes(owner.workspaceId, covered, price))] };
}
