import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { isDatabaseReady } from '@/lib/db/readiness';
import { env } from '@/lib/env';
import { refuse } from '@/lib/errors';
import type { Gateway } from '@/lib/gateway/gateway';
import { log } from '@/lib/log';
import type { Metrics } from '@/lib/metrics/metrics';
import { toCredentialNames } from '@/lib/profiles/credential-names';
import { currentProfile } from '@/lib/profiles/current';
import { answerCarrierReport, CARRIER_REPORTS_PATH } from '@/lib/server/carrier-reports';
import { answerLeakReport, LEAK_REPORTS_PATH } from '@/lib/server/leak-reports';
import { answerMetrics, METRICS_PATH } from '@/lib/server/metrics';
import { setPortalHeaders } from '@/lib/server/portal-headers';
import { checkPortalRequest } from '@/lib/server/portal-request';
import { answerReferenceFile } from '@/lib/server/reference-files';
import { refuseRequest } from '@/lib/server/refuse';
import { withoutSecrets } from '@/lib/server/secret-in-address';
import { requireHttps, secure } from '@/lib/server/security-headers';
import { answerSecurityTxt, SECURITY_TXT_PATH } from '@/lib/server/security-txt';
import { answerStaticFile } from '@/lib/server/static-files';
import { answerStripeEvent, STRIPE_EVENTS_PATH } from '@/lib/server/stripe-events';
import { normalizeTarget } from '@/lib/server/target';

/** Handles the requests of the portal: Next's request handler. */
export type PortalHandler = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

export interface Mounts {
  gateway?: Gateway;
  portal?: PortalHandler;
  /** Undefined: there are none, or they have a port of their own. */
  metrics?: Metrics | undefined;
  /** False until everything in this process has started. */
  started(): boolean;
}

const RETRY_AFTER_SECONDS = 2;

function answer(res: ServerResponse, status: number, state: string): void {
  if (status === 503) res.setHeader('Retry-After', RETRY_AFTER_SECONDS);
  res.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  res.end(`${JSON.stringify({ status: state })}\n`);
}

/** Redirects a browser to the same address without the secrets in it. Other requests continue without them. */
function removeSecrets(req: IncomingMessage, res: ServerResponse): 'answered' | 'goes on' {
  const { keys, credentials } = currentProfile();
  const cleaned = withoutSecrets(req.url ?? '', keys, toCredentialNames(credentials).parameters);
  if (cleaned === null) return 'goes on';
  if (req.method !== 'GET' && req.method !== 'HEAD') {
    req.url = cleaned;
    return 'goes on';
  }
  res.writeHead(303, { location: cleaned, 'cache-control': 'no-store' }).end();
  return 'answered';
}

async function answerByPortal(portal: PortalHandler, req: IncomingMessage, res: ServerResponse) {
  if (removeSecrets(req, res) === 'answered') return;
  setPortalHeaders(req);
  try {
    const checked = await checkPortalRequest(req);
    if (!checked.ok) refuseRequest(res, checked.refusal);
    else await portal(checked.value, res);
  } catch (err) {
    log.error({ err }, 'The portal failed to answer');
    if (res.headersSent) res.destroy();
    else answer(res, 500, 'error');
  }
}

/** Handles `OPTIONS *`, which asks about the server as a whole (RFC 9110, 9.3.7). */
function answerForServer(req: IncomingMessage, res: ServerResponse): void {
  const allow = 'GET, HEAD, POST, OPTIONS';
  if (req.method === 'OPTIONS') res.writeHead(204, { allow }).end();
  else refuseRequest(res, refuse('MALFORMED_REQUEST', 'Only OPTIONS may ask for *.').refusal);
}

/** The end of the work on a request; undefined if it has ended. It passes calls to the gateway without a promise of its own. */
function route(mounts: Mounts, req: IncomingMessage, res: ServerResponse): Promise<void> | undefined {
  requireHttps(res);
  const target = normalizeTarget(req);
  if (!target.ok) refuseRequest(res, target.refusal);
  else if (req.url === '*') answerForServer(req, res);
  else if (mounts.gateway?.handles(req.url)) return mounts.gateway.listener(req, res);
  else return routeOther(mounts, req, res);
  return undefined;
}

async function routeOther(
  { gateway, portal, metrics, started }: Mounts,
  req: IncomingMessage,
  res: ServerResponse,
) {
  if (portal && (await answerStaticFile(req, res))) return;
  secure(req, res);
  const path = req.url?.split('?', 1)[0];
  const { SECURITY_CONTACT } = env();
  if (path === '/healthz') answer(res, 200, 'ok');
  else if (path === '/readyz') {
    const ready = started() && (await isDatabaseReady());
    answer(res, ready ? 200 : 503, ready ? 'ready' : 'not ready');
  } else if (path === METRICS_PATH && metrics) await answerMetrics(req, res, metrics);
  else if (path === SECURITY_TXT_PATH && SECURITY_CONTACT) answerSecurityTxt(req, res, SECURITY_CONTACT);
  else if (gateway && path === CARRIER_REPORTS_PATH) await answerCarrierReport(req, res);
  else if (portal && path === STRIPE_EVENTS_PATH) await answerStripeEvent(req, res);
  else if (portal && path === LEAK_REPORTS_PATH) await answerLeakReport(req, res);
  else if (portal && answerReferenceFile(req, res, path ?? '')) return;
  else if (portal && started()) await answerByPortal(portal, req, res);
  else answer(res, portal ? 503 : 404, portal ? 'starting' : 'not found');
}

function answerFault(res: ServerResponse, err: unknown): void {
  log.error({ err }, 'A request failed');
  if (res.headersSent) res.destroy();
  else refuseRequest(res, refuse('INTERNAL_ERROR', 'Something went wrong on our side.').refusal);
}

/** Passes each request to the part that handles it. If that fails, only the request fails, not the process. */
export function requestListener(mounts: Mounts): RequestListener {
  return (req, res) => {
    try {
      route(mounts, req, res)?.catch((err) => answerFault(res, err));
    } catch (err) {
      answerFault(res, err);
    }
  };
}
