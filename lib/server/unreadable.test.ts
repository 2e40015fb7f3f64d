import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { env } from '@/lib/env';
import { listen } from '@/lib/server/listen';

/** What comes back for bytes that are sent as they are, up to the end of the connection. */
async function answerTo(bytes: string): Promise<string> {
  const { server, port } = await listen({ ...env(), PORT: 0, HOST: '127.0.0.1' }, ({ url }, response) => {
    if (url === '/begun') response.write('read');
    else if (url !== '/awaited') response.end('read');
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
  ['a broken body', 'POST /awaited HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nZ\r\n', 400],
  ['headers without end', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(100_000)}\r\n\r\n`, 431],
])('answers %s with a problem and the id to ask about', async (_, bytes, status) => {
  const [head = '', body = ''] = (await answerTo(bytes)).split('\r\n\r\n');
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(head).toContain('content-type: application/problem+json');
  const [, id] = /x-request-id: (req_\w+)/.exec(head) ?? [];
  expect(JSON.parse(body)).toMatchObject({ status, code: 'INVALID_REQUEST', request_id: id });
});

it.each(['/awaited', '/begun'])('says nothing that would be taken for the answer to %s', async (path) => {
  const answer = await answerTo(`GET ${path} HTTP/1.1\r\nhost: a\r\n\r\nHELLO\r\n\r\n`);
  expect(answer).not.toContain('INVALID_REQUEST');
});
