import { createServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { httpCarrier } from '@/lib/domain/carrier/http';
import { type Behaviour, CARRIER_SECRET, startCarrier } from '@/lib/testing/servers/carrier';

const message = { id: 'msg_1', to: '+31612345678', from: 'Keydesk', text: 'Grüße 🎈' };

async function makeCarrier(behaviour: Behaviour) {
  const carrier = await startCarrier(() => behaviour);
  onTestFinished(() => carrier.close());
  return carrier;
}

/** A server that does as it likes with each connection. */
async function listen(onConnection: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
}

describe('httpCarrier', () => {
  it('posts a signed message', async () => {
    const carrier = await makeCarrier('accept');
    expect(await httpCarrier(carrier.url, CARRIER_SECRET).submit(message)).toEqual({ outcome: 'accepted' });
    expect(carrier.posts).toEqual([message]);
    expect(carrier.unsigned).toBe(0);
  });

  it('retries if the secrets differ', async () => {
    const carrier = await makeCarrier('accept');
    const other = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
    expect(await httpCarrier(carrier.url, other).submit(message)).toMatchObject({ outcome: 'failed' });
    expect(carrier.unsigned).toBe(1);
  });

  it.each([200, 202, 204, 409])('treats %i as accepted', async (status) => {
    const carrier = await makeCarrier(status);
    expect(await httpCarrier(carrier.url, CARRIER_SECRET).submit(message)).toEqual({ outcome: 'accepted' });
  });

  it.each([400, 403, 404, 410, 422])('treats %i as refused, with the reason', async (status) => {
    const carrier = await makeCarrier(status);
    expect(await httpCarrier(carrier.url, CARRIER_SECRET).submit(message)).toEqual({
      outcome: 'refused',
      reason: `The carrier answered ${status}: status ${status}`,
    });
  });

  it.each([302, 307, 401, 408, 429, 500, 502, 503])('treats %i as a temporary failure', async (status) => {
    const carrier = await makeCarrier(status);
    expect(await httpCarrier(carrier.url, CARRIER_SECRET).submit(message)).toMatchObject({
      outcome: 'failed',
    });
  });

  it('gives up if the carrier does not respond in time', async () => {
    const carrier = await makeCarrier('stall');
    expect(await httpCarrier(carrier.url, CARRIER_SECRET, 100).submit(message)).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('timeout'),
    });
  });

  it('fails if the response is incomplete', async () => {
    const carrier = await makeCarrier('die');
    expect(await httpCarrier(carrier.url, CARRIER_SECRET).submit(message)).toMatchObject({
      outcome: 'failed',
    });
  });

  it('fails if nothing listens at the address', async () => {
    const carrier = await startCarrier();
    await carrier.close();
    expect(await httpCarrier(carrier.url, CARRIER_SECRET).submit(message)).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('never reads a late second response as that of the next message', async () => {
    const posts: number[] = [];
    const url = await listen((socket) => {
      const nth = posts.push(0) - 1;
      socket.on('data', (data) => {
        if (!data.includes('POST ')) return;
        posts[nth] = (posts[nth] ?? 0) + 1;
        // To a second post on the connection this would be the first one's answer once more.
        socket.write('HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n');
      });
    });
    const carrier = httpCarrier(url, CARRIER_SECRET);
    for (const id of ['msg_1', 'msg_2', 'msg_3']) {
      expect(await carrier.submit({ ...message, id })).toEqual({ outcome: 'accepted' });
    }
    expect(posts).toEqual([1, 1, 1]);
  });

  const takeFrom = async (retryAfter: string) => {
    const url = await listen((socket) => {
      socket.end(`HTTP/1.1 503 Busy\r\nRetry-After: ${retryAfter}\r\nContent-Length: 4\r\n\r\nbusy`);
    });
    return httpCarrier(url, CARRIER_SECRET).submit(message);
  };

  it('waits as long as the carrier asks', async () => {
    expect(await takeFrom('120')).toEqual({
      outcome: 'failed',
      reason: 'The carrier answered 503: busy',
      retryAfterMs: 120_000,
    });
  });

  it('waits until the date that the carrier asks for', async () => {
    const inTwoMinutes = new Date(Date.now() + 120_000).toUTCString();
    const { retryAfterMs = 0 } = (await takeFrom(inTwoMinutes)) as { retryAfterMs?: number };
    expect(retryAfterMs).toBeGreaterThan(60_000);
    expect(retryAfterMs).toBeLessThanOrEqual(120_000);
    expect(await takeFrom('Sun, 06 Nov 1994 08:49:37 GMT')).toMatchObject({ retryAfterMs: 0 });
  });

  it.each(['soon', '-5', '1e9', '99999999', ''])('ignores the Retry-After header %j', async (retryAfter) => {
    expect(await takeFrom(retryAfter)).toMatchObject({ outcome: 'failed', retryAfterMs: undefined });
  });
});
