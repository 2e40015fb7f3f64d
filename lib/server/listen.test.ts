import { expect, it, onTestFinished } from 'vitest';
import { overrideEnv } from '@/lib/env';
import { createGateway } from '@/lib/gateway/gateway';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { exchange, listenTo, statusesIn } from '@/lib/testing/requests/raw-http';
import { CARRIER_SECRET } from '@/lib/testing/servers/carrier';

const HEAD = 'HTTP/1.1\r\nhost: a\r\n';

it.each([{ ROLE: ['gateway' as const] }, { ROLE: ['gateway' as const, 'portal' as const] }])(
  'a process with $ROLE reads the body of each request on a connection, also if there is none',
  async (settings) => {
    overrideEnv({ CARRIER_URL: 'https://carrier.example/messages', CARRIER_SECRET });
    onTestFinished(() => overrideEnv({ CARRIER_URL: '', CARRIER_SECRET: '' }));
    const { port } = await listenTo({ gateway: createGateway(keydesk) }, {}, settings);
    const report = `POST /carrier/reports ${HEAD}`;
    const none = `${report}\r\n`;
    const empty = `${report}content-length: 0\r\n\r\n`;
    const small = `${report}content-length: 2\r\n\r\n{}`;
    const large = `${report}connection: close\r\ncontent-length: 20000\r\n\r\n${' '.repeat(20_000)}`;
    const responses = await exchange(port, none + small + none + empty + large);
    expect(statusesIn(responses)).toEqual([401, 401, 401, 401, 413]);
  },
);

it('the portal sees the end of a request without a body', async () => {
  const { port } = await listenTo({
    portal: async (request, response) => void request.on('end', () => response.end()).resume(),
  });
  expect(statusesIn(await exchange(port, `POST / ${HEAD}connection: close\r\n\r\n`))).toEqual([200]);
});
