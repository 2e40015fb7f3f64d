import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { readBody } from '@/lib/gateway/steps/read-body';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';

const route = keydesk.routes.find(({ operation }) => operation === 'messages.send');
if (!route) throw new Error('There is no such route.');

const endedEarly = { ok: false, refusal: { code: 'MALFORMED_REQUEST', message: 'The body ended early.' } };

it('refuses the body of a client that left before it was read', async () => {
  const request = new IncomingMessage(new Socket());
  request.push('{}');
  request.push(null);
  request.destroy();
  expect(await readBody(request, route)).toMatchObject(endedEarly);
});

it('refuses the body of a client that leaves while it is read', async () => {
  const request = new IncomingMessage(new Socket());
  request.push('{');
  const reading = readBody(request, route);
  request.destroy();
  expect(await reading).toMatchObject(endedEarly);
});
