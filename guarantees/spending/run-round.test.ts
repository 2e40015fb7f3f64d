import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Gateway, startGateways } from '@/guarantees/gateways';
import { findPrice, LIMITS, runRound } from './run-round';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let gateways: readonly Gateway[] = [];

beforeAll(async () => {
  gateways = await startGateways();
});

afterAll(async () => {
  for (const gateway of gateways) await gateway.stop();
});

it.each(LIMITS)('lets exactly as many sends succeed as %s covers', async (limit) => {
  const round = { limit, sends: 100, covered: 37, kills: false };
  expect(await runRound(gateways, round, await findPrice(gateways))).toMatchObject({ mistakes: [] });
});

it('lets exactly as many sends succeed while a gateway is killed, and clients repeat them', async () => {
  const round = { limit: 'the balance', sends: 400, covered: 300, kills: true } as const;
  expect(await runRound(gateways, round, await findPrice(gateways))).toMatchObject({ mistakes: [] });
});

it('reports a round in which a limit covers another number of sends', async () => {
  const round = { limit: 'the key’s limit a month', sends: 20, covered: 10, kills: false } as const;
  const price = await findPrice(gateways);
  const { mistakes } = await runRound(gateways, round, price * 2n);
  expect(mistakes).toContain('ok: 20 sends instead of 10');
  expect(mistakes).toContain('messages: 20 instead of 10');
});
