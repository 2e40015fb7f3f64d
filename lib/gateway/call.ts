import type { IncomingMessage } from 'node:http';
import type { KnownKey } from '@/lib/domain/api-keys/look-up';
import type { OperationRoute } from '@/lib/profiles/types';

/** One request on its way through the pipeline, and what is known of it so far. */
export interface Call {
  id: string;
  request: IncomingMessage;
  /** Where it comes from. */
  address: string;
  path: string;
  /** What follows the `?`. */
  query: string;
  /** Once the profile has it. */
  route?: OperationRoute;
  /** Once it is known whose call it is. */
  key?: KnownKey;
}
