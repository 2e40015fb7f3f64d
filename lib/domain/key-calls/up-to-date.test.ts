import { expect, it, vi } from 'vitest';
import { HOUR, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import * as prepared from '@/lib/db/prepared';
import type { ApiKeyActor, MemberActor } from '@/lib/domain/actor';
import { disableApiKey } from '@/lib/domain/api-keys/disable';
import { enableApiKey } from '@/lib/domain/api-keys/enable';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { readKeys } from '@/lib/domain/key-calls/known-key';
import { lookUpKey } from '@/lib/domain/key-calls/look-up';
import { retireSecret } from '@/lib/domain/key-rotation/retire-secret';
import { rotateApiKey } from '@/lib/domain/key-rotation/rotate';
import { hashSecret } from '@/lib/domain/key-secrets/secret';
import { changeScopes } from '@/lib/domain/key-settings/change-scopes';
import { renameApiKey } from '@/lib/domain/key-settings/rename';
import { replaceSigningSecret } from '@/lib/domain/key-settings/replace-signing-secret';
import { setAllowlist } from '@/lib/domain/key-settings/set-allowlist';
import { setExpiry } from '@/lib/domain/key-settings/set-expiry';
import { setRateLimit } from '@/lib/domain/key-settings/set-rate-limit';
import { setSigning } from '@/lib/domain/key-settings/set-signing';
import { sendMessages } from '@/lib/domain/messages/send';
import { retireSigningSecret } from '@/lib/domain/signing-secrets/retire';
import { setWorkspaceAllowlist } from '@/lib/domain/workspaces/set-allowlist';
import type { Result } from '@/lib/errors';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { giveMoney } from '@/lib/testing/factories/wallet';
import { openConnection } from '@/lib/testing/servers/database';

/** Columns that decide no call, or are read for each one. */
const WITHOUT_VERSION = {
  api_keys: ['note', 'owner', 'search_text', 'tags', 'remind_after_days'],
  api_key_secrets: [],
  old_signing_secrets: ['old_calls', 'old_used_at', 'new_calls', 'new_used_at'],
  workspaces: ['live_balance', 'sandbox_balance', 'live_entries', 'sandbox_entries'],
};

/** A key that a look-up has read into memory. */
async function makeKnownKey() {
  const owner = await makeMember();
  const { key, secret } = await makeKey(owner, { rateLimit: 100 });
  const before = await lookUpKey(secret);
  if (!before) throw new Error('The key is not known.');
  return { owner, key, secret, before, workspaceId: owner.workspaceId };
}

type Known = Awaited<ReturnType<typeof makeKnownKey>>;

/** The key as the database has it. */
async function readKey(secret: string) {
  const [key = null] = (await readKeys([hashSecret(secret).toString('hex')])).values();
  return key;
}

it.each(Object.entries(WITHOUT_VERSION))(
  'gives the workspace a new version with each column of %s, except those that decide no call',
  async (table, withoutVersion) => {
    const rows = await db().$queryRaw<{ column_name: string }[]>`
      SELECT column_name FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name = ${table} AND column_name NOT IN (
        SELECT event_object_column FROM information_schema.triggered_update_columns
        WHERE event_object_table = ${table} AND trigger_name = ${table} || '_change_version'
      )`;
    expect(rows.map(({ column_name }) => column_name).sort()).toEqual([...withoutVersion].sort());
  },
);

const PAST = "now() - interval '1 minute'";
const NETWORKS = `'[{"network": "10.0.0.0/8", "note": ""}]'`;

it.each<[string, string, object | null]>([
  ['api_keys', "label = 'Renamed'", { label: 'Renamed' }],
  ['api_keys', "environment = 'live'", { environment: 'live', balance: { amount: 1n } }],
  ['api_keys', "scopes = '{}'", { scopes: [] }],
  ['api_keys', `expires_at = ${PAST}`, { expiresAt: expect.any(Date) }],
  ['api_keys', `disabled_at = ${PAST}`, { disabledAt: expect.any(Date) }],
  ['api_keys', `revoked_at = ${PAST}`, null],
  ['api_keys', 'rate_limit = 7', { rateLimit: 7 }],
  [
    'api_keys',
    "signing_required = true, sealed_signing_secret = '\\x02'",
    { signing: { required: true, sealedSecret: Buffer.from([2]) } },
  ],
  ['api_keys', "sealed_signing_secret = '\\x01'", { signing: { sealedSecret: Buffer.from([1]) } }],
  ['api_keys', `allowlist = ${NETWORKS}`, { networks: { key: ['10.0.0.0/8'] } }],
  ['api_keys', "workspace_id = 'ws_other'", { workspace: { id: 'ws_other' } }],
  ['api_key_secrets', "id = id || 'x'", { secretId: expect.stringMatching(/x$/) }],
  ['api_key_secrets', "api_key_id = 'key_other'", { id: 'key_other' }],
  ['api_key_secrets', "hash = '\\x01'", null],
  ['api_key_secrets', `ends_at = ${PAST}`, null],
  ['api_key_secrets', `retired_at = ${PAST}`, null],
  ['api_key_secrets', 'ends_at_first_use = true', { endsOldSecret: true }],
  ['workspaces', "name = 'Renamed'", { workspace: { name: 'Renamed' } }],
  ['workspaces', "currency = 'UGX'", { balance: { currency: 'UGX' } }],
  ['workspaces', `suspended_at = ${PAST}`, { workspace: { suspendedAt: expect.any(Date) } }],
  ['workspaces', `closed_at = ${PAST}, deletes_at = now() + interval '30 days'`, null],
  ['workspaces', `allowlist = ${NETWORKS}`, { networks: { workspace: ['10.0.0.0/8'] } }],
  ['workspaces', 'rate_limit_cap = 7', { rateLimit: 7, workspace: { rateLimitCap: 7 } }],
  ['workspaces', 'live_balance = 5, sandbox_balance = 6', { balance: { amount: 6n } }],
])('the next call is decided by another value of %s: %s', async (table, change, expected) => {
  const { secret, key, workspaceId, before } = await makeKnownKey();
  const client = await openConnection();
  try {
    await client.query('BEGIN');
    await client.query(`UPDATE workspaces SET live_balance = 1 WHERE id = $1`, [workspaceId]);
    if (change.includes('ws_other'))
      await client.query(`INSERT INTO workspaces (id, name) VALUES ('ws_other', '')`);
    if (change.includes('key_other')) {
      await client.query(
        `INSERT INTO api_keys
           (id, creation_token, workspace_id, environment, label, scopes, created_by_id, rate_limit)
         SELECT 'key_other', '', workspace_id, environment, label, scopes, created_by_id, rate_limit
         FROM api_keys WHERE id = $1`,
        [key.id],
      );
    }
    const ids = { api_keys: key.id, api_key_secrets: before.secretId, workspaces: workspaceId };
    await client.query(`UPDATE ${table} SET ${change} WHERE id = $1`, [ids[table as keyof typeof ids]]);
    expect(await lookUpKey(secret)).toEqual(before);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
  const after = await lookUpKey(secret);
  if (expected === null) expect(after).toBeNull();
  else expect(after).toMatchObject(expected);
});

it.each(['api_key_secrets', 'api_keys', 'workspaces'])(
  'the next call is refused when the row in %s is deleted',
  async (table) => {
    const { secret, key, workspaceId, before } = await makeKnownKey();
    const id = { api_keys: key.id, api_key_secrets: before.secretId, workspaces: workspaceId }[table];
    await db().$executeRawUnsafe(`DELETE FROM ${table} WHERE id = $1`, id);
    expect(await lookUpKey(secret)).toBeNull();
  },
);

const rotate =
  (overlap: 'now' | '24h') =>
  (owner: MemberActor, { key, before }: Known) =>
    rotateApiKey(owner, { keyId: key.id, secretId: before.secretId, overlap }, keydesk.keys);

it.each<[string, (owner: MemberActor, known: Known) => Promise<Result<unknown>>]>([
  ['revoked', (owner, { key }) => revokeApiKey(owner, { keyId: key.id })],
  ['disabled', (owner, { key }) => disableApiKey(owner, { keyId: key.id })],
  [
    'enabled again',
    async (owner, { key, secret }) => {
      granted(await disableApiKey(owner, { keyId: key.id }));
      expect(await lookUpKey(secret)).toMatchObject({ disabledAt: expect.any(Date) });
      return enableApiKey(owner, { keyId: key.id });
    },
  ],
  ['renamed', (owner, { key }) => renameApiKey(owner, { keyId: key.id, label: 'Renamed' })],
  [
    'narrowed',
    (owner, { key }) =>
      changeScopes(owner, { keyId: key.id, scopes: ['messages.read'] }, keydesk.keys, keydesk.routes),
  ],
  [
    'given an allowlist',
    (owner, { key }) =>
      setAllowlist(owner, { keyId: key.id, allowlist: [{ network: '10.0.0.0/8', note: '' }] }),
  ],
  ['given an expiry', (owner, { key }) => setExpiry(owner, { keyId: key.id, expiry: '30d' })],
  [
    'given a rate limit',
    (owner, { key }) => setRateLimit(owner, { keyId: key.id, rateLimit: 7 }, keydesk.keys),
  ],
  [
    'required to sign',
    (owner, { key }) => setSigning(owner, { keyId: key.id, required: true }, keydesk.keys),
  ],
  [
    'given another signing secret',
    async (owner, { key }) => {
      granted(await setSigning(owner, { keyId: key.id, required: true }, keydesk.keys));
      const { signing } = granted(await readApiKey(owner, { keyId: key.id }));
      const input = { keyId: key.id, version: signing.secretVersion, overlap: '24h' };
      return replaceSigningSecret(owner, input, keydesk.keys);
    },
  ],
  [
    'left with one signing secret',
    async (owner, { key, secret }) => {
      const keyId = key.id;
      granted(await setSigning(owner, { keyId, required: true }, keydesk.keys));
      const { signing } = granted(await readApiKey(owner, { keyId }));
      const input = { keyId, version: signing.secretVersion, overlap: '24h' };
      const { old } = granted(await replaceSigningSecret(owner, input, keydesk.keys)).key.signing;
      expect(await lookUpKey(secret)).toMatchObject({ signing: { old: { id: old?.id } } });
      return retireSigningSecret(owner, { keyId, signingSecretId: old?.id });
    },
  ],
  ['rotated at once', rotate('now')],
  ['rotated with an overlap', rotate('24h')],
  [
    'rotated and retired',
    async (owner, known) => {
      granted(await rotate('24h')(owner, known));
      return retireSecret(owner, { keyId: known.key.id, secretId: known.before.secretId });
    },
  ],
  [
    'in a workspace that is given an allowlist',
    (owner) => setWorkspaceAllowlist(owner, { allowlist: [{ network: '10.0.0.0/8', note: '' }] }),
  ],
])('the next call of a key that is %s is decided by that', async (_, change) => {
  const known = await makeKnownKey();
  granted(await change(known.owner, known));
  const inDatabase = await readKey(known.secret);
  expect(inDatabase).not.toEqual(known.before);
  expect(await lookUpKey(known.secret)).toEqual(inDatabase);
});

it('reads only the version and the balance of a key that has not changed', async () => {
  const { secret, workspaceId, before } = await makeKnownKey();
  const query = vi.spyOn(prepared, 'queryPrepared');
  await giveMoney(workspaceId, 25n);
  expect(await lookUpKey(secret)).toEqual({ ...before, balance: { ...before.balance, amount: 25n } });
  expect(query.mock.calls.map(([{ name }]) => name)).toEqual(['read-versions']);
});

it('refuses an old secret from its end on, without a change in the database', async () => {
  const known = await makeKnownKey();
  granted(await rotate('24h')(known.owner, known));
  expect(await lookUpKey(known.secret)).not.toBeNull();
  setClockOffset(24 * HOUR + 1);
  expect(await lookUpKey(known.secret)).toBeNull();
});

it('knows a key that is created after a call with its secret', async () => {
  const { secret, before } = await makeKnownKey();
  await db().apiKeySecret.update({ where: { id: before.secretId }, data: { hash: Buffer.from([2]) } });
  expect(await lookUpKey(secret)).toBeNull();
  await db().apiKeySecret.update({ where: { id: before.secretId }, data: { hash: hashSecret(secret) } });
  expect(await lookUpKey(secret)).toMatchObject({ id: before.id });
});

it('lets a workspace change while a change of one of its keys has not ended', async () => {
  const { secret, key, workspaceId } = await makeKnownKey();
  const client = await openConnection();
  try {
    await client.query('BEGIN');
    await client.query("UPDATE api_keys SET label = 'Renamed' WHERE id = $1", [key.id]);
    await db().workspace.update({ where: { id: workspaceId }, data: { name: 'Renamed' } });
    expect(await lookUpKey(secret)).toMatchObject({ label: key.label, workspace: { name: 'Renamed' } });
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
  expect(await lookUpKey(secret)).toMatchObject({ label: 'Renamed' });
});

const CHANGES = 12;

it('decides no call by what was changed before it, while keys, settings and balances change', async () => {
  const { owner, key, secret, before, workspaceId } = await makeKnownKey();
  const other = await makeKey(owner);
  await giveMoney(workspaceId, 1_000_000_000n);
  const actor: ApiKeyActor = {
    kind: 'apiKey',
    keyId: key.id,
    secretId: before.secretId,
    workspaceId,
    environment: 'sandbox',
    scope: 'messages.send',
    address: null,
  };
  /** How many changes are committed. Each change writes its number. */
  const committed = { label: 0, otherLabel: 0, name: 0, sends: 0 };
  const change = async (what: keyof typeof committed, write: (number: number) => Promise<unknown>) => {
    while (committed[what] < CHANGES) {
      await write(committed[what] + 1);
      committed[what] += 1;
    }
  };
  const rename = (keyId: string) => async (number: number) =>
    granted(await renameApiKey(owner, { keyId, label: `Number ${number}` }));
  const numberOf = (text = '') => Number(/^Number (\d+)$/.exec(text)?.[1] ?? 0);
  let areChanging = true;
  let calls = 0;
  const call = async () => {
    while (areChanging) {
      const { label, otherLabel, name } = committed;
      const [own, another] = await Promise.all([lookUpKey(secret), lookUpKey(other.secret)]);
      expect(numberOf(own?.label)).toBeGreaterThanOrEqual(label);
      expect(numberOf(another?.label)).toBeGreaterThanOrEqual(otherLabel);
      expect(numberOf(own?.workspace.name)).toBeGreaterThanOrEqual(name);
      calls += 1;
    }
  };
  const changing = Promise.all([
    change('label', rename(key.id)),
    change('otherLabel', rename(other.key.id)),
    change('name', (number) =>
      db().workspace.update({ where: { id: workspaceId }, data: { name: `Number ${number}` } }),
    ),
    change('sends', async () => {
      expect(await sendMessages(actor, { to: '+31612345678', text: 'Hello' })).toMatchObject({ ok: true });
    }),
  ]).finally(() => {
    areChanging = false;
  });
  await Promise.all([changing, call(), call()]);
  expect(calls).toBeGreaterThan(CHANGES);
  expect(await lookUpKey(secret)).toEqual(await readKey(secret));
});
