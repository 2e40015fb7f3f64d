import type { Call } from '@/lib/gateway/call';
import { log } from '@/lib/log';

/**
 * Logs one line for each call: refused ones at level info, the others at level debug. Headers and the URL are left out,
 * because both can contain a key.
 */
export function logCall(
  { id, request, address, route, key, member }: Call,
  status: number,
  code?: string,
): void {
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
      userId: member?.userId,
      workspaceId: key?.workspace.id ?? member?.workspaceId,
    },
    'API call',
  );
}
