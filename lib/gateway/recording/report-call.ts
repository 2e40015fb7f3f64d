import { callReports } from '@/lib/diagnostics';
import type { RefusalCode } from '@/lib/errors';
import type { Call } from '@/lib/gateway/call';

/** Notes on a call how long we wait for its body, if somebody measures. */
export function timeBody(call: Call): void {
  const { headers } = call.request;
  const hasBody = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
  if (!hasBody || !callReports.areWanted) return;
  call.request.once('resume', () => {
    const body: Call['body'] = { from: performance.now() };
    call.body = body;
    call.request.once('end', () => {
      body.to = performance.now();
    });
  });
}

/** Reports a call that was answered at `answeredAt`, to whoever measures. */
export function reportCall(
  { route, startedAt, body }: Call,
  answeredAt: number,
  status: number,
  code: RefusalCode | undefined,
): void {
  if (!callReports.areWanted) return;
  // The rest of a body may have come since.
  const waitedMs = body ? Math.min(body.to ?? answeredAt, answeredAt) - body.from : 0;
  const ownMs = answeredAt - startedAt - waitedMs;
  callReports.send({ operation: route?.operation, status, code, ownMs });
}
