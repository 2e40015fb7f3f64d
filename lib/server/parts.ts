import { memberOfRequest } from '@/lib/auth/member-of-request';
import { env, overrideEnv } from '@/lib/env';
import { createGateway } from '@/lib/gateway/gateway';
import { isChild } from '@/lib/is-child';
import { jobsOf } from '@/lib/jobs/jobs';
import { startWorker } from '@/lib/jobs/worker';
import { currentProfile } from '@/lib/profiles/current';
import { drain } from '@/lib/server/drain';
import { listen, makeServer } from '@/lib/server/listen';
import { type Portal, startPortal } from '@/lib/server/portal';
import { requestListener } from '@/lib/server/requests';
import { startMetrics } from '@/lib/server/start-metrics';
import { startTracing } from '@/lib/tracing/start';

const DRAIN_MS = 10_000;
/** A page in development keeps a connection open for changes. */
const DEVELOPMENT_DRAIN_MS = 500;

/** What runs, in this process or in its children. */
export interface Parts {
  /** Finishes the requests in progress, and ends. */
  stop(): Promise<void>;
}

/** Starts the parts in ROLE in this process. PORT has the port that it listens on. */
export async function startParts(): Promise<Parts> {
  const { ROLE, NODE_ENV } = env();
  let started = false;
  let portal: Portal | undefined;
  const gateway = ROLE.includes('gateway')
    ? createGateway(currentProfile(), { findMember: memberOfRequest })
    : undefined;
  const stopTracing = await startTracing();
  const metrics = await startMetrics(env(), () => gateway?.countsTogether());
  const { server, exchanges } = makeServer(
    env(),
    requestListener({
      gateway,
      portal: ROLE.includes('portal') ? async (req, res) => portal?.handle(req, res) : undefined,
      metrics: metrics?.onMainPort,
      started: () => started,
    }),
  );
  // Others share the port of a child, so requests arrive as soon as it listens. A server alone says meanwhile that it starts.
  const isReadyFirst = isChild();
  if (!isReadyFirst) overrideEnv({ PORT: String(await listen(server, env())) });
  if (ROLE.includes('portal')) portal = await startPortal(env(), server);
  started = true;
  if (isReadyFirst) await listen(server, env());
  const worker = ROLE.includes('worker') ? startWorker(jobsOf(currentProfile())) : undefined;
  return {
    async stop() {
      await drain(server, exchanges, NODE_ENV === 'development' ? DEVELOPMENT_DRAIN_MS : DRAIN_MS);
      await Promise.all([worker?.stop(), gateway?.close(), portal?.close()]);
      await Promise.all([metrics?.close(), stopTracing()]);
    },
  };
}
