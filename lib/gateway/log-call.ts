import type { Call } from '@/lib/gateway/call';
import { log } from '@/lib/log';

/**
 * One line a call: refusals where they are looked for, the rest for whoever asks for more. Neither the headers nor
 * the URL are in it, since both may hold a key.
 */
export function logCall({ id, request, address, route, key }: Call, status: number, code?: string): void {
  const level = status < 400 ? 'debug' : 'info';
  if (!log.isLevelEnabled(level)) return;
  log[level](
    {
      requestId: id,
      address,
      method: request.method,
      operation: route?.operation,
      status,
      code,
      keyId: key?.id,
      workspaceId: key?.workspace.id,
    },
    'API call',
  );
}
