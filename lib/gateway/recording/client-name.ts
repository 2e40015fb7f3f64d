import type { Call } from '@/lib/gateway/call';
import type { Redact } from '@/lib/gateway/recording/redact';

const LENGTH = 80;

/** The client as the call names it, without secrets; null if it does not. */
export function clientName({ request, secrets }: Call, redact: Redact): string | null {
  const client = request.headers['user-agent'];
  return client === undefined ? null : redact(client, secrets).slice(0, LENGTH);
}
