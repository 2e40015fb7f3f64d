import { db } from '@/lib/db/client';
import type { Environment } from '@/lib/db/generated/enums';
import { transactPrepared } from '@/lib/db/prepared';
import { clientNetwork } from '@/lib/domain/throttle/client-network';
import type { KeyUse } from '@/lib/domain/usage/record';
import { recordKeyEvent } from '@/lib/domain/webhook-events/record-key-event';
import { ok } from '@/lib/errors';

interface AddedNetwork {
  id: string;
  workspaceId: string;
  environment: Environment;
  label: string;
  expiresAt: Date | null;
  network: string;
}

interface ChangedNetwork {
  keyId: string;
  network: string;
  at: Date;
}

/** The networks that are new, or whose last use is a day old. */
const FIND_CHANGED = {
  name: 'find-changed-networks',
  text: `
    SELECT use."keyId", use.network, max(use.at) AS at
    FROM jsonb_to_recordset($1::jsonb) AS use("keyId" text, network text, at timestamptz)
    JOIN api_keys ON api_keys.id = use."keyId"
    LEFT JOIN api_key_networks known ON known.api_key_id = use."keyId" AND known.network = use.network
    WHERE known.network IS NULL OR known.last_used_at < use.at - interval '1 day'
    GROUP BY use."keyId", use.network`,
};

/** The network of each address. Few customers call from many. */
function networksByAddress(uses: readonly Pick<KeyUse, 'address'>[]): Map<string, string> {
  const addresses = new Set(uses.map(({ address }) => address));
  return new Map([...addresses].map((address) => [address, clientNetwork(address)]));
}

/**
 * Remembers the networks that keys were used from. The first use from another network than before is an event; the first use
 * of a key is not. A network that was used in the last day costs one read.
 *
 * @param uses the latest use of each secret from each address
 */
export async function recordNetworks(
  uses: readonly Pick<KeyUse, 'keyId' | 'address' | 'at'>[],
): Promise<void> {
  const networkOf = networksByAddress(uses);
  const networks = uses.map(({ keyId, address, at }) => ({ keyId, at, network: networkOf.get(address) }));
  const addresses = new Map(
    uses.map(({ keyId, address }) => [`${keyId} ${networkOf.get(address)}`, address]),
  );
  const list = JSON.stringify(networks);
  const { value: changed } = await transactPrepared(async (tx) =>
    ok(await tx.query<ChangedNetwork>(FIND_CHANGED, [list])),
  );
  if (changed.length === 0) return;
  await db().$transaction(async (tx) => {
    const added = await tx.$queryRaw<AddedNetwork[]>`
      WITH added AS (
        INSERT INTO api_key_networks (api_key_id, network, last_used_at)
        SELECT "keyId", network, at FROM jsonb_to_recordset(${JSON.stringify(changed)}::jsonb)
          AS use("keyId" text, network text, at timestamptz)
        ORDER BY "keyId", network
        ON CONFLICT (api_key_id, network) DO UPDATE SET last_used_at = excluded.last_used_at
        RETURNING api_key_id, network, xmax = 0 AS inserted
      )
      SELECT k.id, k.workspace_id AS "workspaceId", k.environment, k.label, k.expires_at AS "expiresAt", added.network
      FROM added JOIN api_keys k ON k.id = added.api_key_id
      WHERE added.inserted AND EXISTS (SELECT FROM api_key_networks known WHERE known.api_key_id = k.id)`;
    for (const { network, ...key } of added) {
      await recordKeyEvent(tx, 'api_key.new_network', key, {
        address: addresses.get(`${key.id} ${network}`),
      });
    }
  });
}
