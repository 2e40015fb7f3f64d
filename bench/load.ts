import autocannon from 'autocannon';

const SECONDS = 2;
/** Each connection goes through so many keys, one after the other. */
const KEYS_A_CONNECTION = 50;

function pick(secrets: readonly string[], count: number): string[] {
  return Array.from({ length: count }, () => secrets[Math.floor(Math.random() * secrets.length)] ?? '');
}

/**
 * How many requests a second `url` serves over so many connections, each calling with keys of its own.
 * @throws when any answer is not a success: another figure would be meant.
 */
export async function load(url: string, connections: number, secrets: readonly string[]): Promise<number> {
  const result = await autocannon({
    url,
    connections,
    duration: SECONDS,
    setupClient: (client) => {
      const requests = pick(secrets, KEYS_A_CONNECTION).map((secret) => ({
        headers: { authorization: `Bearer ${secret}` },
      }));
      client.setRequests(requests);
    },
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${url}: ${result.non2xx} answers were refusals, ${result.errors} requests failed.`);
  }
  return result.requests.total / result.duration;
}
