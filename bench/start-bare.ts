import { bundleOf } from '@/scripts/bundle.mjs';
import { type BenchServer, startServer } from './server';

/** Node adds these itself. */
const OF_NODE = ['connection', 'date', 'keep-alive'];

/**
 * Starts a bare server (`bare.ts`) on `port` that answers every request as `url` answers a call with `secret` now. Its URL has the
 * same path.
 * @throws if the call does not succeed
 */
export async function startBare(port: number, url: string, secret: string): Promise<BenchServer> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${secret}` } });
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}.`);
  const headers = [...response.headers].filter(([name]) => !OF_NODE.includes(name));
  const server = await startServer([bundleOf('bench/bare.ts')], port, {
    BODY: await response.text(),
    HEADERS: JSON.stringify(Object.fromEntries(headers)),
  });
  return { ...server, url: `${server.url}${new URL(url).pathname}` };
}
