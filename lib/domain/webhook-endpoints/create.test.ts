import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { createWebhookEndpoint } from '@/lib/domain/webhook-endpoints/create';
import { openWebhookSecret } from '@/lib/domain/webhook-endpoints/secret';
import { granted } from '@/lib/testing/factories/api-keys';
import { impersonate, makeImpersonation, makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { endpointInput, makeEndpoint, webhookPolicy } from '@/lib/testing/factories/webhooks';

describe('createWebhookEndpoint', () => {
  it('stores the endpoint with a sealed secret, and records it without the secret', async () => {
    const owner = await makeMember();
    const input = endpointInput({ events: ['message.delivered'] });
    const { endpoint, secret } = granted(await createWebhookEndpoint(owner, input, webhookPolicy));
    expect(secret).toMatch(/^whsec_/);
    expect(endpoint).toMatchObject({
      url: input.url,
      description: 'Orders',
      events: ['message.delivered'],
      status: 'active',
      createdBy: 'Test owner',
    });
    expect(JSON.stringify(endpoint)).not.toContain(secret);
    const row = await db().webhookEndpoint.findUniqueOrThrow({ where: { id: endpoint.id } });
    expect(row.workspaceId).toBe(owner.workspaceId);
    expect(row.sealedSecret && openWebhookSecret(row.sealedSecret)).toBe(secret);
    const [event] = await db().auditEvent.findMany({ where: { targetId: endpoint.id } });
    expect(event).toMatchObject({
      action: 'webhook.create',
      detail: { url: input.url, environment: 'sandbox', events: ['message.delivered'] },
    });
    expect(JSON.stringify(event?.detail)).not.toContain(secret);
  });

  it('creates one endpoint and shows one secret if the form is sent many times at once', async () => {
    const owner = await makeMember();
    const input = endpointInput();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => createWebhookEndpoint(owner, input, webhookPolicy)),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    for (const answer of answers) {
      if (!answer.ok) expect(answer.refusal.code).toBe('ALREADY_CREATED');
    }
    expect(await db().webhookEndpoint.count({ where: { workspaceId: owner.workspaceId } })).toBe(1);
  });

  it.each([
    ['url', { url: '' }],
    ['url', { url: 'example.com/hooks' }],
    ['url', { url: 'ftp://example.com/' }],
    ['url', { url: 'javascript:alert(1)' }],
    ['url', { url: 'https://127.1/' }],
    ['url', { url: 'https://[::ffff:10.0.0.1]/' }],
    ['events', { events: [] }],
    ['events', { events: ['message.delivered', 'message.delivered'] }],
    ['events', { events: ['balance.low'] }],
    ['environment', { environment: 'production' }],
    ['description', { description: 'a\u202eb' }],
    ['creationToken', { creationToken: 'x' }],
    ['secret', { secret: 'whsec_chosen' }],
    ['workspaceId', { workspaceId: 'ws_1' }],
  ])('refuses a wrong %s: %j', async (field, wrong) => {
    const refused = await createWebhookEndpoint(
      await makeMember(),
      { ...endpointInput(), ...wrong },
      webhookPolicy,
    );
    const fields = refused.ok ? {} : refused.refusal.fields;
    expect(Object.keys(fields ?? {})).toEqual([field]);
  });

  it('lets developers create sandbox endpoints only, and viewers none', async () => {
    const developer = await makeMember('developer');
    granted(await createWebhookEndpoint(developer, endpointInput(), webhookPolicy));
    for (const [actor, environment] of [
      [developer, 'live'],
      [await makeMember('viewer'), 'sandbox'],
    ] as const) {
      const refused = await createWebhookEndpoint(actor, endpointInput({ environment }), webhookPolicy);
      expect(refused).toMatchObject({ refusal: { code: 'FORBIDDEN' } });
    }
  });

  it('needs a confirmed address for live, and is never for support', async () => {
    const unverified = await makeMember('owner', { emailVerified: false });
    const live = endpointInput({ environment: 'live' });
    expect(await createWebhookEndpoint(unverified, live, webhookPolicy)).toMatchObject({
      refusal: { code: 'EMAIL_NOT_VERIFIED' },
    });
    const owner = await makeMember();
    const agent = impersonate(owner, await makeImpersonation(await makeStaff(), owner), 'act');
    expect(await createWebhookEndpoint(agent, endpointInput(), webhookPolicy)).toMatchObject({
      refusal: { code: 'NOT_FOR_SUPPORT' },
    });
  });

  it('refuses the twenty-first endpoint of an environment, also in a race', async () => {
    const owner = await makeMember();
    for (let count = 0; count < 19; count++) await makeEndpoint(owner);
    const answers = await Promise.all(
      [1, 2, 3].map(() => createWebhookEndpoint(owner, endpointInput(), webhookPolicy)),
    );
    expect(answers.map((answer) => (answer.ok ? 'OK' : answer.refusal.code)).sort()).toEqual([
      'CONFLICT',
      'CONFLICT',
      'OK',
    ]);
    granted(await createWebhookEndpoint(owner, endpointInput({ environment: 'live' }), webhookPolicy));
  });
});
