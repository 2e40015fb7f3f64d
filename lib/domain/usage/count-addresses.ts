import type { PreparedTransaction } from '@/lib/db/prepared';
import { normalise, readAddress } from '@/lib/domain/allowlists/network';
import { clientNetwork } from '@/lib/domain/throttle/client-network';

/** How many calls of a key from an address succeeded on a day. */
export interface AddressCount {
  keyId: string;
  /** The start of the day, in UTC. */
  day: Date;
  address: string;
  calls: number;
}

/** How many addresses of an IPv6 network are counted one by one, for each key and day. */
const ADDRESSES_MAX = 16;

const COUNT_ADDRESS_USE = {
  name: 'count-address-use',
  text: `
    WITH used AS (
      SELECT use."keyId" AS key, (use.day AT TIME ZONE 'UTC')::date AS day, use.network, use.address, sum(use.calls) AS calls
      FROM jsonb_to_recordset($1::jsonb)
        AS use("keyId" text, day timestamptz, network inet, address inet, calls int)
      JOIN api_keys ON api_keys.id = use."keyId"
      GROUP BY 1, 2, 3, 4
    ), placed AS (
      SELECT key, used.day, used.network, used.calls,
        CASE
          WHEN family(used.network) = 4 OR known.address IS NOT NULL THEN used.address
          WHEN count(*) FILTER (WHERE known.address IS NULL)
              OVER (PARTITION BY key, used.day, used.network ORDER BY used.address)
            + (
              SELECT count(*) FROM api_key_address_usage counted
              WHERE counted.api_key_id = key AND counted.day = used.day AND counted.network = used.network
            ) <= ${ADDRESSES_MAX} THEN used.address
          ELSE used.network
        END AS address
      FROM used LEFT JOIN api_key_address_usage known ON known.api_key_id = key AND known.day = used.day
        AND known.network = used.network AND known.address = used.address
    )
    INSERT INTO api_key_address_usage AS known (api_key_id, day, network, address, calls)
    SELECT key, day, network, address, sum(calls) FROM placed GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
    ON CONFLICT (api_key_id, day, network, address) DO UPDATE SET calls = known.calls + excluded.calls`,
};

/** The counts with the network of each address. A text that is no address, such as that of a closed connection, has none. */
function withNetworks(counts: readonly AddressCount[]) {
  return counts.flatMap((count) => {
    const read = readAddress(count.address);
    if (!read) return [];
    const address = normalise(read).toString();
    return [{ ...count, address, network: clientNetwork(address) }];
  });
}

/** Adds to the counts of calls by address. The caller does not wait. */
export function countAddresses(tx: PreparedTransaction, counts: readonly AddressCount[]): void {
  const networks = withNetworks(counts);
  if (networks.length > 0) tx.run(COUNT_ADDRESS_USE, [JSON.stringify(networks)]);
}
