import type { IncomingMessage } from 'node:http';
import type { KnownKey } from '@/lib/domain/api-keys/look-up';
import type { Quota } from '@/lib/gateway/rate-limit/quota';
import type { OperationRoute } from '@/lib/profiles/types';

/** One request on its way through the pipeline, and what is known of it so far. */
export interface Call {
  id: string;
  request: IncomingMessage;
  /** Where it comes from; nothing that the client says. */
  address: string;
  path: string;
  /** What follows the `?`. */
  query: string;
  /** Once the profile has it. */
  route?: OperationRoute;
  /** Once it is known whose call it is. */
  key?: KnownKey;
  /** Once it has been counted. */
  quota?: Quota;
}
