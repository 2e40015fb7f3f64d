import type { IncomingMessage } from 'node:http';
import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state.js';
import { isOwnOrigin, originHeaders, refuseOrigin } from '@/lib/auth/origin';
import { ok, type Result, refuse } from '@/lib/errors';
import { checkForm, isPlainForm } from '@/lib/server/portal-form';

const METHODS = ['GET', 'HEAD', 'POST'];

function malformed(message: string) {
  return refuse('MALFORMED_REQUEST', message);
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** Whether Next can read the state that its own client sends about the current page. */
function hasRouterState({ headers }: IncomingMessage): boolean {
  try {
    parseAndValidateFlightRouterState(headers['next-router-state-tree']);
    return true;
  } catch {
    return false;
  }
}

/** Whether a page of another site sends the request. */
function isForeign({ headers }: IncomingMessage): boolean {
  return headers.origin !== undefined && !isOwnOrigin(originHeaders(headers));
}

/**
 * Refuses requests that Next would answer with 500 although the client made the mistake, and returns the request to
 * pass on. Next's own pages, such as `/_global-error`, do not exist for browsers.
 */
export async function checkPortalRequest(request: IncomingMessage): Promise<Result<IncomingMessage>> {
  const { method = '', url = '' } = request;
  const path = url.split('?', 1)[0] ?? '';
  const allow = METHODS.join(', ');
  if (!METHODS.includes(method)) {
    return refuse('METHOD_NOT_ALLOWED', `Use ${allow} here.`, { allow });
  }
  if (!isDecodable(path)) return malformed('The path is not well-formed.');
  if (/^\/_(?!next\/|_nextjs)/.test(path)) return refuse('NOT_FOUND', 'There is nothing at this address.');
  if (!hasRouterState(request)) return malformed('The header Next-Router-State-Tree cannot be read.');
  if (method === 'POST' && isForeign(request)) {
    return refuseOrigin();
  }
  return isPlainForm(request) ? checkForm(request) : ok(request);
}
