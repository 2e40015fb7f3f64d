import { expect, it } from 'vitest';
import { describeRequest } from '@/app/(portal)/settings/support-access/[sessionId]/_components/describe-request';
import { newId } from '@/lib/ids';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';

const [keyId, impersonationId] = [newId('key'), newId('imp')];

it.each([
  ['a page', { path: '/settings/api-keys', targetId: null, key: null }, 'API keys', null],
  [
    'a key',
    { path: `/settings/api-keys/${keyId}`, targetId: null, key: { id: keyId, label: 'Shop' } },
    'API keys',
    'Shop',
  ],
  [
    'a request for a key',
    { path: '/settings/api-keys/activity', targetId: keyId, key: { id: keyId, label: 'Shop' } },
    'API keys',
    'Shop',
  ],
  [
    'a key of which nothing is known',
    { path: '/settings/api-keys', targetId: keyId, key: null },
    'API keys',
    keyId,
  ],
  [
    'something else in a path',
    { path: `/settings/support-access/${impersonationId}`, targetId: null, key: null },
    'Support access',
    impersonationId,
  ],
  [
    'an unknown path',
    { path: '/settings/api-keysx', targetId: null, key: null },
    '/settings/api-keysx',
    null,
  ],
])('names the page and the subject of %s', (_, request, page, subject) => {
  expect(describeRequest(request, keydesk.words)).toEqual({ page, subject });
});
