import type { KeyPolicy } from '@/lib/domain/api-keys/policy';

/** One thing that the API can do, and how it is asked for. */
export interface OperationRoute {
  /** `noun.verb`; names the operation in code, logs and last use. */
  operation: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the profile's base; `{id}` stands for one segment. */
  path: string;
  /** The scope that a key must hold; null: any valid key. */
  scope: string | null;
}

/** A provider's API as data: scope picker, router and deny-by-default check all come from here. */
export interface Profile {
  id: string;
  name: string;
  /** Where the API begins, such as `/api/v1`. */
  base: string;
  keys: KeyPolicy;
  operations: readonly OperationRoute[];
}
