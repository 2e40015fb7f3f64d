import type { Result } from '@/lib/errors';
import { statusOf } from '@/lib/refusal-status';

const NO_STORE = { 'cache-control': 'no-store' };

/** The JSON response to a request of one of our own pages: the value, or the refusal with its status. Never cached. */
export function jsonResponse(result: Result<unknown>): Response {
  if (result.ok) return Response.json(result.value, { headers: NO_STORE });
  return Response.json(result.refusal, { headers: NO_STORE, status: statusOf(result.refusal.code) });
}
