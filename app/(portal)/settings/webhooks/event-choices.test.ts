import { expect, it } from 'vitest';
import { eventChoices, eventName, eventNames } from '@/app/(portal)/settings/webhooks/event-choices';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { acme } from '@/lib/testing/requests/acme-profile';

it('groups the events by what they are about, in the order of the provider', () => {
  const groups = new Set(eventChoices(keydesk).map(({ group }) => group));
  expect([...groups]).toEqual(['Messages', 'Voice calls', 'API keys', 'Balance']);
});

it('offers types that the provider gives one name as one event', () => {
  const { webhooks } = acme;
  const events = [
    { type: 'message.sent', name: 'dlr', summary: 'A report.' },
    { type: 'message.delivered', name: 'dlr', summary: 'A report.' },
    { type: 'api_key.revoked', name: 'token.off', summary: 'A token ended.' },
  ] as const;
  const choices = eventChoices({ ...acme, webhooks: { ...webhooks, events } });
  expect(choices).toEqual([
    { name: 'dlr', summary: 'A report.', group: 'Messages', types: ['message.sent', 'message.delivered'] },
    { name: 'token.off', summary: 'A token ended.', group: 'Access tokens', types: ['api_key.revoked'] },
  ]);
  expect(eventNames(choices, ['message.sent', 'message.delivered'])).toEqual(['dlr']);
  expect(eventName(choices, 'webhook.test')).toBe('webhook.test');
});
