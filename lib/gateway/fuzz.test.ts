import { Agent } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MemberActor } from '@/lib/domain/actor';
import { PROFILES } from '@/lib/profiles/current';
import type { Profile, Route } from '@/lib/profiles/profile';
import { placeSlotUrls } from '@/lib/testing/factories/webhooks';
import { acme } from '@/lib/testing/requests/acme-profile';
import { anyBody, anyHeaders, anyQuery, headerValue, nearly, urlText } from '@/lib/testing/requests/anything';
import { makeOwner, makeProfileKey, withoutWaiting } from '@/lib/testing/requests/profile-caller';
import { publishedOf } from '@/lib/testing/requests/published';
import {
  credentialOf,
  encodeBody,
  exampleBody,
  type RawRequest,
  type RawResponse,
  sendRaw,
  toRequest,
} from '@/lib/testing/requests/wire-request';
import { startGateway, type TestGateway } from '@/lib/testing/servers/gateway';

const RUNS = 20;
const REQUESTS_A_RUN = 20;

/** Headers that the gateway reads, and some that it must not. */
const HEADERS = ['accept', 'content-encoding', 'x-forwarded-for', 'user-agent', 'x-request-id', 'range'];

function exampleFields(route: Route): Record<string, unknown> {
  return { ...Object(exampleBody(route)) };
}

/** Any request to a route: each part may be right, nearly right, or anything. */
function anyRequest(profile: Profile, route: Route, secret: string): fc.Arbitrary<RawRequest> {
  const { headers, query } = credentialOf(profile, secret);
  const own = profile.credentials.flatMap((source) => ('header' in source ? source.header : []));
  const [type] = encodeBody(profile, {});
  const names = [...HEADERS, ...own, profile.idempotency.header];
  const search = anyQuery(Object.keys(route.docs.example.query ?? {}));
  const credential = new URLSearchParams(query).toString();
  const nearlyRight = nearly(exampleFields(route)).map((body) => encodeBody(profile, body)[1]);
  return fc.record({
    method: fc.constant(route.method),
    path: fc
      .tuple(urlText, search)
      .map(
        ([id, asked]) =>
          `${profile.base}${route.path.replace(/\{\w+\}/g, id)}?${[credential, asked].filter(Boolean).join('&')}`,
      ),
    headers: fc
      .tuple(
        anyHeaders(names),
        fc.oneof({ weight: 9, arbitrary: fc.constant(type) }, { weight: 1, arbitrary: headerValue }),
      )
      .map(([extra, contentType]): [string, string][] => [
        ...headers,
        ...extra,
        ['content-type', contentType],
      ]),
    body: route.body ? fc.oneof({ weight: 2, arbitrary: nearlyRight }, anyBody) : fc.constant(undefined),
  });
}

describe.each([...Object.values(PROFILES), acme].map(withoutWaiting))('the API of $id', (profile) => {
  let gateway: TestGateway;
  let owner: MemberActor;
  let secret: string;
  const agent = new Agent({ keepAlive: true, maxSockets: REQUESTS_A_RUN });
  beforeAll(async () => {
    gateway = await startGateway(profile);
    owner = await makeOwner();
    secret = (await makeProfileKey(owner, profile)).secret;
  });
  afterAll(async () => {
    agent.destroy();
    await gateway.close();
  });

  const published = publishedOf(profile);

  function check(route: Route, { status, contentType, text }: RawResponse): void {
    expect(status).toBeLessThan(500);
    const shapes = published(route, status);
    expect(shapes, `${status} is not in the OpenAPI document`).toBeDefined();
    const isValid = shapes?.get(contentType);
    if (isValid) expect(isValid(JSON.parse(text)), `${text} is not as the OpenAPI document says`).toBe(true);
    else if (contentType === '') expect([text, route.docs.example.response]).toEqual(['', undefined]);
    else expect(route.negotiate).toBeDefined();
  }

  it.each(profile.routes)(
    '$method $path never fails, and responds in its declared shape',
    async (route) => {
      if (route.operation === 'webhook-settings.send-test') await placeSlotUrls(owner, profile);
      const statuses = new Set<number>();
      const right = toRequest(profile, route, { secret });
      await fc.assert(
        fc.asyncProperty(
          fc.array(anyRequest(profile, route, secret), {
            minLength: REQUESTS_A_RUN,
            maxLength: REQUESTS_A_RUN,
          }),
          async (requests) => {
            const responses = await Promise.all(requests.map((one) => sendRaw(gateway.port, one, agent)));
            for (const response of responses) {
              statuses.add(response.status);
              check(route, response);
            }
          },
        ),
        { numRuns: RUNS, endOnFailure: true, examples: [[Array(REQUESTS_A_RUN).fill(right)]] },
      );
      // The generator must get as far as the operation, and must be refused, too.
      expect(statuses).toContain(route.params ? 404 : route.status);
      expect(statuses.size).toBeGreaterThan(1);
    },
    240_000,
  );
});
