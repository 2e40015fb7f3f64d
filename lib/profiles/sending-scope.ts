import type { OperationName } from '@/lib/domain/operations';
import type { Profile } from '@/lib/profiles/profile';

/** The operations that send a text, the simplest first. */
const SENDING: readonly OperationName[] = ['messages.send', 'batches.send'];

/** The scope that a key needs to send a text; null: none. Undefined if the provider's API sends no texts. */
export function sendingScope({ routes }: Pick<Profile, 'routes'>): string | null | undefined {
  for (const operation of SENDING) {
    const route = routes.find((each) => each.operation === operation);
    if (route) return route.scope;
  }
  return undefined;
}
