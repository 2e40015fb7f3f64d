import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { env } from '@/lib/env';
import { listen } from '@/lib/server/listen';

/** What comes back for bytes that are sent as they are, up to the end of the connection. */
async function answerTo(bytes: string): Promise<string> {
  const { server, port } = await listen({ ...env(), PORT: 0, HOST: '127.0.0.1' }, (_, response) => {
    response.end('read');
  });
  onTestFinished(() => void server.close());
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(bytes);
  return text(socket);
}

it.each([
  ['no HTTP', 'HELLO\r\n\r\n', 400],
  ['two lengths', 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab', 400],
  ['headers without end', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(100_000)}\r\n\r\n`, 431],
])('answers %s with a problem and the id to ask about', async (_, bytes, status) => {
  const [head = '', body = ''] = (await answerTo(bytes)).split('\r\n\r\n');
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(head).toContain('content-type: application/problem+json');
  const [, id] = /x-request-id: (req_\w+)/.exec(head) ?? [];
  expect(JSON.parse(body)).toMatchObject({ status, code: 'INVALID_REQUEST', request_id: id });
});
