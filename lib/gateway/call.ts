import type { IncomingMessage } from 'node:http';
import type { KnownKey } from '@/lib/domain/key-calls/look-up';
import type { Quota, Route } from '@/lib/profiles/profile';

/** One request on its way through the pipeline, and what is known about it so far. */
export interface Call {
  id: string;
  request: IncomingMessage;
  /** Where it comes from, whatever the client's own headers say. */
  address: string;
  path: string;
  /** What follows the `?`. */
  query: string;
  /** The secrets of the call: what a log or a page must not show. */
  secrets: string[];
  /** Set once the profile has a route for it. */
  route?: Route;
  /** Set once it is known whose call it is. */
  key?: KnownKey;
  /** Set once it has been counted. */
  quota?: Quota;
}
