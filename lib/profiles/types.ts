import type { KeyPolicy } from '@/lib/domain/api-keys/policy';

/** What Keydesk can do for a call: each has its handler in lib/gateway/operations. */
export type OperationName =
  | 'account.read'
  | 'messages.send'
  | 'messages.list'
  | 'messages.get'
  | 'balance.read';

/** Where a call carries its key. */
export type CredentialPlace =
  | { header: 'authorization'; scheme: string }
  /** The whole value of a header of its own; its name in lower case. */
  | { header: string; scheme: null };

/** A way of signing requests: HTTP Message Signatures (RFC 9421), or 23 Telecom's line with a timestamp. */
export type SignatureSchemeName = 'message-signatures' | 'timestamped-line';

/** One thing that the API can do, and how it is asked for. */
export interface OperationRoute {
  operation: OperationName;
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
  /** Each may be used; a call that gives different keys in them is refused. */
  credentials: readonly CredentialPlace[];
  signatures: SignatureSchemeName;
  keys: KeyPolicy;
  operations: readonly OperationRoute[];
}
