import autocannon from 'autocannon';

const SECONDS = 2;
/** Each connection uses this many keys in turn. */
const KEYS_PER_CONNECTION = 50;

function pick(secrets: readonly string[], count: number): string[] {
  return Array.from({ length: count }, () => secrets[Math.floor(Math.random() * secrets.length)] ?? '');
}

/**
 * Returns how many requests a second `url` serves over this many connections, each with its own keys.
 * @throws if any response is not a success, because the figure would then be meaningless
 */
export async function load(url: string, connections: number, secrets: readonly string[]): Promise<number> {
  const result = await autocannon({
    url,
    connections,
    duration: SECONDS,
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
  return result.requests.total / result.duration;
}
