import type { Environment } from '@/lib/db/generated/enums';
import { queryPrepared } from '@/lib/db/prepared';

/** What confirms the keys of a workspace in memory, and what calls themselves change. */
export interface CurrentVersion {
  version: string;
  /** In millionths of the currency unit. */
  balances: Record<Environment, bigint>;
}

interface Row {
  id: string;
  version: string;
  /** The driver reads a BIGINT as a string. */
  live_balance: string;
  sandbox_balance: string;
}

const READ_VERSIONS = {
  name: 'read-versions',
  text: `
    SELECT w.id, v.version, w.live_balance, w.sandbox_balance
    FROM workspaces w JOIN workspace_versions v ON v.workspace_id = w.id
    WHERE w.id = ANY($1::text[])`,
};

/** The versions and balances of workspaces, by their id. */
export async function readVersions(workspaceIds: readonly string[]): Promise<Map<string, CurrentVersion>> {
  const rows = await queryPrepared<Row>(READ_VERSIONS, [workspaceIds]);
  return new Map(
    rows.map(({ id, version, live_balance, sandbox_balance }) => [
      id,
      { version, balances: { live: BigInt(live_balance), sandbox: BigInt(sandbox_balance) } },
    ]),
  );
}
