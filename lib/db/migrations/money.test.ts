import { expect, it, onTestFinished } from 'vitest';
import { connect } from '@/lib/db/client';
import { applyMigrations } from '@/lib/db/schema-engine';
import { execute, query } from '@/lib/testing/servers/database';
import { openAtFirst } from '@/lib/testing/servers/migrations';

it('turns amounts into millionths and messages into charges, on a database with money in three currencies', async () => {
  const url = await openAtFirst(
    'test_money_in_millionths',
    `INSERT INTO users (id, email, name, password_hash) VALUES ('usr_1', 'ada@example.test', 'Ada', 'none');
     INSERT INTO workspaces (id, name, currency, live_balance, sandbox_balance)
     VALUES ('ws_eur', 'Euro', 'EUR', 2492, 100000000), ('ws_jpy', 'Yen', 'JPY', 992, 0), ('ws_kwd', 'Dinar', 'KWD', 0, 7);
     INSERT INTO api_keys (id, workspace_id, environment, label, secret_hash, masked_secret, creation_token, created_by_id)
     SELECT 'key_' || currency, id, 'live', 'One', currency::bytea, 'kd_live_****aaaa', 'one', 'usr_1' FROM workspaces;
     INSERT INTO messages (id, workspace_id, environment, api_key_id, recipient, text, segments, price)
     SELECT 'msg_' || currency, id, 'live', 'key_' || currency, '+31612345678', 'Hello', 1, 8 FROM workspaces;
     INSERT INTO ledger_entries (id, workspace_id, environment, kind, amount, message_id)
     VALUES ('led_1', 'ws_eur', 'live', 'credit', 2500, NULL), ('led_2', 'ws_eur', 'live', 'message', -8, 'msg_EUR'),
            ('led_3', 'ws_eur', 'sandbox', 'credit', 100000000, NULL), ('led_4', 'ws_jpy', 'live', 'credit', 1000, NULL),
            ('led_5', 'ws_jpy', 'live', 'message', -8, 'msg_JPY'), ('led_6', 'ws_kwd', 'live', 'credit', 8, NULL),
            ('led_7', 'ws_kwd', 'live', 'message', -8, 'msg_KWD'), ('led_8', 'ws_kwd', 'sandbox', 'credit', 7, NULL);`,
  );
  await applyMigrations(url, '20261126110300_messages_in_the_audit_log');
  await execute(
    url,
    `INSERT INTO ledger_entries (id, workspace_id, environment, kind, amount, message_id)
     VALUES ('led_9', 'ws_jpy', 'live', 'refund', 8, 'msg_JPY');
     UPDATE workspaces SET live_balance = 1000 WHERE id = 'ws_jpy';
     UPDATE api_keys SET spend_per_day = 1250, spend_per_month = NULL;
     INSERT INTO api_key_spend (api_key_id, day, amount) SELECT id, '2026-11-25', 8 FROM api_keys;`,
  );
  await applyMigrations(url);

  const database = connect(url);
  onTestFinished(() => database.$disconnect());
  expect(await database.workspace.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
    { currency: 'EUR', liveBalance: 24_920_000n, sandboxBalance: 1_000_000_000_000n, liveEntries: 2n },
    { currency: 'JPY', liveBalance: 1_000_000_000n, sandboxBalance: 0n, liveEntries: 3n, sandboxEntries: 0n },
    { currency: 'KWD', liveBalance: 0n, sandboxBalance: 7_000n },
  ]);
  const prices = await database.message.findMany({ orderBy: { id: 'asc' }, select: { price: true } });
  expect(prices).toEqual([{ price: 80_000n }, { price: 8_000_000n }, { price: 8_000n }]);
  expect(
    await database.apiKey.findMany({
      orderBy: { id: 'asc' },
      select: { spendPerDay: true, spendPerMonth: true, spend: { select: { amount: true } } },
    }),
  ).toEqual([
    { spendPerDay: 12_500_000n, spendPerMonth: null, spend: [{ amount: 80_000n }] },
    { spendPerDay: 1_250_000_000n, spendPerMonth: null, spend: [{ amount: 8_000_000n }] },
    { spendPerDay: 1_250_000n, spendPerMonth: null, spend: [{ amount: 8_000n }] },
  ]);
  const charge = { chargeKind: 'message', reference: 'msg_JPY', messageId: 'msg_JPY' };
  const yen = await database.ledgerEntry.findMany({
    where: { workspaceId: 'ws_jpy' },
    orderBy: { id: 'asc' },
    omit: {
      createdAt: true,
      id: true,
      workspaceId: true,
      environment: true,
      voiceCallId: true,
      paymentId: true,
    },
  });
  expect(yen).toEqual([
    {
      ...{ number: 1n, kind: 'credit', amount: 1_000_000_000n, balanceAfter: 1_000_000_000n },
      ...{ chargeKind: null, reference: null, messageId: null },
    },
    { number: 2n, kind: 'charge', amount: -8_000_000n, balanceAfter: 992_000_000n, ...charge },
    { number: 3n, kind: 'refund', amount: 8_000_000n, balanceAfter: 1_000_000_000n, ...charge },
  ]);
  expect(
    await database.price.findMany({
      where: { channel: 'sms', destination: { in: ['1', '31', '*'] } },
      omit: { validFrom: true },
      orderBy: [{ amount: 'asc' }, { currency: 'asc' }],
    }),
  ).toEqual(
    [
      ['KWD', '1', 1_000n],
      ['KWD', '31', 8_000n],
      ['EUR', '1', 10_000n],
      ['KWD', '*', 10_000n],
      ['USD', '1', 10_000n],
      ['EUR', '31', 80_000n],
      ['EUR', '*', 100_000n],
      ['USD', '*', 100_000n],
      ['GHS', '1', 120_000n],
      ['GHS', '*', 1_000_000n],
      ['JPY', '1', 1_000_000n],
      ['JPY', '31', 8_000_000n],
      ['JPY', '*', 10_000_000n],
      ['UGX', '*', 300_000_000n],
    ].map(([currency, destination, amount]) => ({
      currency,
      channel: 'sms',
      destination,
      network: '',
      amount,
      previousAmount: null,
    })),
  );
  // A call costs what two segments cost, in every currency that has prices.
  const ofCalls = { currency: 'JPY', channel: 'voice', destination: '31' } as const;
  expect(await database.price.findFirst({ where: ofCalls })).toMatchObject({ amount: 16_000_000n });
  const unequal = await query(
    url,
    `SELECT w.id FROM workspaces w LEFT JOIN ledger_entries l ON l.workspace_id = w.id GROUP BY w.id
     HAVING w.live_balance <> COALESCE(sum(l.amount) FILTER (WHERE l.environment = 'live'), 0)
       OR w.sandbox_balance <> COALESCE(sum(l.amount) FILTER (WHERE l.environment = 'sandbox'), 0)`,
  );
  expect(unequal).toEqual([]);

  for (const [sql, problem] of [
    ['UPDATE ledger_entries SET amount = 0', /append-only/],
    ['DELETE FROM ledger_entries', /append-only/],
    [`UPDATE workspaces SET live_balance = -1 WHERE id = 'ws_eur'`, /live_balance_check/],
    [`DELETE FROM messages WHERE id = 'msg_EUR'`, /foreign key/],
    [insertEntry(`'credit', NULL, NULL, NULL`).replace("'live', 4", "'live', 3"), /unique/],
    [insertEntry(`'refund', 'message', 'msg_JPY', 'msg_JPY'`), /unique/],
    [insertEntry(`'charge', 'message', 'msg_other', NULL`), /message_check/],
    [insertEntry(`'charge', NULL, NULL, NULL`), /reference_check/],
    [insertEntry(`'credit', 'message', 'msg_JPY', 'msg_JPY'`), /reference_check/],
  ] as const) {
    await expect(execute(url, sql)).rejects.toThrow(problem);
  }
});

function insertEntry(values: string): string {
  return `INSERT INTO ledger_entries (id, workspace_id, environment, number, amount, balance_after, kind, charge_kind, reference,
      message_id)
    VALUES ('led_new', 'ws_jpy', 'live', 4, 1, 1, ${values})`;
}
