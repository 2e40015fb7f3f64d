import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { publicKeyId } from '@/lib/domain/api-keys/number';
import type { Profile, Route } from '@/lib/profiles/profile';
import { clearWebhooks, makeDelivery, makeEndpoint, placeSlotUrls } from '@/lib/testing/factories/webhooks';
import {
  makeProfileKey,
  type SentWithKey,
  startExampleCode,
  targetOf,
} from '@/lib/testing/requests/profile-caller';

/** What a call of a route is about: the id in its path, and the body of its example with what must exist. */
export interface RouteTarget {
  id: string;
  /** What stands for the other names in its path. */
  ids?: Record<string, string>;
  body?: Record<string, unknown>;
}

interface Surroundings {
  owner: MemberActor;
  own: SentWithKey;
  /** The scopes of the calling key. It manages no key that has others. */
  scopes?: readonly string[];
}

/** An example's body about things that exist. */
function withExisting(body: unknown, existing: Record<string, unknown>): Record<string, unknown> {
  const fields = Object.entries(Object(body));
  return Object.fromEntries(fields.map(([field, value]) => [field, existing[field] ?? value]));
}

/** A new endpoint with a delivery. It is the only one, because a workspace can have a limited number. */
async function makeWebhookTarget(
  { params, body, docs }: Route,
  { owner, own }: Surroundings,
): Promise<RouteTarget> {
  await clearWebhooks(owner);
  if (!params) return { id: own.messageId };
  const { endpoint } = await makeEndpoint(owner);
  const delivery = await makeDelivery(owner, endpoint.id);
  const existing = { secret_version: endpoint.secretVersion };
  return {
    id: endpoint.id,
    ids: { delivery_id: delivery.id },
    ...(body && { body: withExisting(docs.example.body, existing) }),
  };
}

/**
 * The target of a call: a new key or webhook endpoint of the owner for a route that reads or changes them, or else what a
 * key has sent.
 */
export async function makeTarget(
  profile: Profile,
  route: Route,
  { owner, own, scopes = profile.keys.scopes.map(({ name }) => name) }: Surroundings,
): Promise<RouteTarget> {
  const { operation, params, body, docs } = route;
  if (operation === 'verifications.check') await startExampleCode(owner, profile);
  if (operation === 'webhook-settings.send-test') await placeSlotUrls(owner, profile);
  if (/^webhook-(endpoints|deliveries)\./.test(operation)) return makeWebhookTarget(route, { owner, own });
  if (!/^(key-rotation|api-keys)\./.test(operation)) return { id: targetOf(route, own) };
  const given = scopes.slice(0, 1);
  if (!params) {
    const isText = typeof Reflect.get(Object(docs.example.body), 'scopes') === 'string';
    const existing = { scopes: isText ? given.join(',') : given };
    return { id: own.messageId, body: withExisting(docs.example.body, existing) };
  }
  const { keyId } = await makeProfileKey(owner, profile, given);
  const key = await db().apiKey.findUniqueOrThrow({ where: { id: keyId } });
  const secret = await db().apiKeySecret.findFirstOrThrow({ where: { apiKeyId: keyId, replacedAt: null } });
  return {
    id: publicKeyId(key, profile.keys),
    ...(body && { body: withExisting(docs.example.body, { secret_id: secret.id }) }),
  };
}
