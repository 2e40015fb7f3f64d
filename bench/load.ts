import autocannon from 'autocannon';

const SECONDS = 2;
/** A rate is kept over seconds. */
const SECONDS_AT_RATE = 5;
/** Each connection uses this many keys in turn. */
const KEYS_PER_CONNECTION = 50;

function pick(secrets: readonly string[], count: number): string[] {
  return Array.from({ length: count }, () => secrets[Math.floor(Math.random() * secrets.length)] ?? '');
}

/** Calls `url` over this many connections, each with its own keys. @param settings of the load generator */
async function call(
  url: string,
  connections: number,
  secrets: readonly string[],
  settings: Partial<autocannon.Options>,
): Promise<autocannon.Result> {
  const result = await autocannon({
    url,
    connections,
    ...settings,
    setupClient: (client) => {
      const requests = pick(secrets, KEYS_PER_CONNECTION).map((secret) => ({
        headers: { authorization: `Bearer ${secret}` },
      }));
      client.setRequests(requests);
    },
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${url}: ${result.non2xx} requests were rejected, ${result.errors} requests failed.`);
  }
  return result;
}

/**
 * Returns how many requests a second `url` serves over this many connections.
 * @throws if any response is not a success, because the figure would then be meaningless
 */
export async function load(url: string, connections: number, secrets: readonly string[]): Promise<number> {
  const { requests, duration } = await call(url, connections, secrets, { duration: SECONDS });
  return requests.total / duration;
}

/**
 * Returns the 99th percentile of the times of calls that arrive at a fixed rate, in whole milliseconds. Calls that had to
 * wait for their turn count from when they were due.
 * @param rate calls a second
 * @throws if any response is not a success
 */
export async function slowTime(
  url: string,
  connections: number,
  secrets: readonly string[],
  rate: number,
): Promise<number> {
  const { latency } = await call(url, connections, secrets, {
    duration: SECONDS_AT_RATE,
    overallRate: rate,
  });
  return latency.p99;
}
