import { expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { resolveSession } from '@/lib/domain/sessions/resolve';
import { revealWebhookSecret } from '@/lib/domain/webhook-endpoints/reveal-secret';
import { makeAccount, makeSession, OTHER_PASSWORD, PASSWORD } from '@/lib/testing/factories/accounts';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeEndpoint, webhookPolicy } from '@/lib/testing/factories/webhooks';

const readable = { ...webhookPolicy, secret: { ...webhookPolicy.secret, readable: true } };

it('shows a readable secret again after the password, and records it', async () => {
  const { email } = await makeAccount();
  const session = await resolveSession(await makeSession(email), null);
  if (session?.kind !== 'member') throw new Error('Not signed in.');
  const { endpoint, secret } = await makeEndpoint(session.actor);
  const reveal = (password: string, policy = readable) =>
    revealWebhookSecret(session.actor, { endpointId: endpoint.id, password }, policy);
  expect(granted(await reveal(PASSWORD)).secret).toBe(secret);
  expect(await reveal(OTHER_PASSWORD)).toMatchObject({ refusal: { code: 'INVALID_REQUEST' } });
  expect(await reveal(PASSWORD, webhookPolicy)).toMatchObject({ refusal: { code: 'CONFLICT' } });
  const audits = await db().auditEvent.findMany({
    where: { targetId: endpoint.id, action: 'webhook.reveal_secret' },
  });
  expect(audits).toHaveLength(1);
  expect(JSON.stringify(audits[0]?.detail)).not.toContain(secret);
});
