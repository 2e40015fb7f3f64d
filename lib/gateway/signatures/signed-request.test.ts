import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { overrideEnv } from '@/lib/env';
import { toSignedRequest } from '@/lib/gateway/signatures/signed-request';

function arrived(url: string, host = 'api.example', rawHeaders: string[] = []) {
  const request = new IncomingMessage(new Socket());
  Object.assign(request, { method: 'GET', url, headers: { host }, rawHeaders });
  const { method, target, protocol, authority, path, query, header } = toSignedRequest(
    { request },
    Buffer.alloc(0),
  );
  return { parts: { method, target, protocol, authority, path, query }, header };
}

afterEach(() => overrideEnv({ APP_URL: '' }));

describe('toSignedRequest', () => {
  it('reads the target in origin form with the Host header and the scheme of APP_URL', () => {
    const parts = {
      method: 'GET',
      target: '/api/v1/messages?limit=3',
      protocol: 'http',
      authority: 'api.example:80',
      path: '/api/v1/messages',
      query: '?limit=3',
    };
    expect(arrived('/api/v1/messages?limit=3', 'api.example:80').parts).toEqual(parts);
    overrideEnv({ APP_URL: 'https://portal.example' });
    expect(arrived('/api/v1/messages?limit=3', 'api.example:80').parts).toEqual({
      ...parts,
      protocol: 'https',
    });
  });

  it.each([
    ['HTTPS://Api.example:443/api?a=1', { protocol: 'https', authority: 'Api.example:443', query: '?a=1' }],
    ['http://api.example/api', { protocol: 'http', authority: 'api.example', path: '/api', query: '' }],
    ['https://api.example?a=1', { authority: 'api.example', path: '', query: '?a=1' }],
    ['https://api.example', { authority: 'api.example', path: '', query: '' }],
    ['/https://api.example/', { authority: 'elsewhere.example', path: '/https://api.example/' }],
  ])('reads the target %s', (url, parts) => {
    expect(arrived(url, 'elsewhere.example').parts).toMatchObject({ ...parts, target: url });
  });

  it('joins the lines of a header', () => {
    const { header } = arrived('/', 'api.example', ['Signature', ' a=:AA==: ', 'signature', 'b=:BB==:']);
    expect(header('signature')).toBe('a=:AA==:, b=:BB==:');
    expect(header('signature-input')).toBeUndefined();
  });
});
