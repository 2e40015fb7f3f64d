import type { KeyRefusalGroup } from '@/lib/db/generated/client';
import { type Advice, adviseOn } from '@/lib/domain/refusals/advice';
import { isSimulated } from '@/lib/domain/refusals/cause';
import { isFixed } from '@/lib/domain/refusals/is-fixed';
import type { KeyState } from '@/lib/domain/refusals/key-state';
import { refusalDetailSchema } from '@/lib/domain/refusals/schema';

/** Refused calls with the same code, operation, address and cause. */
export interface RefusalGroup extends Advice {
  id: string;
  code: string;
  operation: string | null;
  /** An IPv4 address, or the /64 of an IPv6 address; null: any others. */
  address: string | null;
  calls: number;
  firstAt: Date;
  lastAt: Date;
  /** Of the latest call: the missing scope, or the line where the signed strings differ. */
  detail: Record<string, string | number>;
  /** Whether the sandbox refused the calls because they asked for it. */
  simulated: boolean;
  /**
   * Whether the settings changed since (fixed), or, where they cannot tell, the operation succeeded later; null if neither is
   * known.
   */
  resolved: 'fixed' | 'succeeded' | null;
}

/** @param succeededAt when the key did each operation last with success */
export function toGroup(
  row: KeyRefusalGroup,
  key: KeyState,
  succeededAt: ReadonlyMap<string, Date>,
): RefusalGroup {
  const { id, code, operation, address, calls, firstAt, lastAt } = row;
  const detail = refusalDetailSchema.parse(row.detail);
  const refused = { code, address: row.lastAddress, detail };
  const simulated = isSimulated(detail);
  const fixed = isFixed(refused, key);
  const success = operation === null ? undefined : succeededAt.get(operation);
  // Calls with an ended secret go on, whatever the other secrets of the key do.
  const hasSucceeded = success !== undefined && success > lastAt && code !== 'INVALID_API_KEY';
  // While the settings refuse the call, others of the same operation say nothing about it.
  const succeeded = fixed === null && hasSucceeded ? 'succeeded' : null;
  return {
    ...{ id, code, operation, address, firstAt, lastAt, detail, simulated },
    calls: Number(calls),
    ...adviseOn(refused),
    resolved: simulated ? null : fixed ? 'fixed' : succeeded,
  };
}
