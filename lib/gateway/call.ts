import type { IncomingMessage } from 'node:http';
import type { MemberActor } from '@/lib/domain/actor';
import type { KnownKey } from '@/lib/domain/key-calls/known-key';
import type { UseSignature } from '@/lib/domain/usage/count-signatures';
import type { ForwardedRoute, Quota, Route } from '@/lib/profiles/profile';

/** A request in the pipeline, and what the steps have found about it so far. */
export interface Call {
  id: string;
  request: IncomingMessage;
  /** When its headers were read, on the clock of `performance`. */
  startedAt: number;
  /** When we began to wait for its body, and when that was there. Set only if somebody measures. */
  body?: { from: number; to?: number };
  /** The address of the client. Its own headers do not change it. */
  address: string;
  path: string;
  /** The part after the `?`. */
  query: string;
  /** The secrets of the call. A log or a page must not show them. */
  secrets: string[];
  /** Set if the secret has the right form and belongs to no key that works: kept in memory only. */
  unknownSecret?: string;
  /** Set if the call is signed while signatures of an old signing secret are accepted, too. */
  signature?: UseSignature;
  /** Set if the URL contains the key. */
  isKeyInUrl?: true;
  /** Set when the route is known. */
  route?: Route | ForwardedRoute;
  /** Set when the key is known. */
  key?: KnownKey;
  /** Set if the call carries a portal session instead of a key. */
  member?: MemberActor;
  /** Set when the call has been counted. */
  quota?: Quota;
  /** Set with it: 3 for the third call of its key in the window of the rate limit. */
  position?: number;
}
