import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { FULL_ACCESS } from '@/lib/domain/key-policy/policy';
import { generateSecret } from '@/lib/domain/key-secrets/secret';
import type { RefusalCode } from '@/lib/errors';
import { PROFILES } from '@/lib/profiles/current';
import { MAX_BODY_BYTES } from '@/lib/profiles/limits';
import type { Profile, Route } from '@/lib/profiles/profile';
import { canRefuse } from '@/lib/profiles/refusals';
import { statusOf } from '@/lib/refusal-status';
import { clearWebhooks } from '@/lib/testing/factories/webhooks';
import { acme } from '@/lib/testing/requests/acme-profile';
import { callInConflict } from '@/lib/testing/requests/conflict';
import {
  makeOwner,
  makeProfileKey,
  type SentWithKey,
  sendWithKey,
  targetOf,
  withoutWaiting,
} from '@/lib/testing/requests/profile-caller';
import { publishedOf } from '@/lib/testing/requests/published';
import { makeTarget, type RouteTarget } from '@/lib/testing/requests/route-target';
import { credentialOf, type RawResponse, sendRaw, toRequest } from '@/lib/testing/requests/wire-request';
import { startGateway, type TestGateway } from '@/lib/testing/servers/gateway';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'QUERY'];

function isAllowed({ scope }: Route, held: readonly string[]): boolean {
  return scope === null || held.includes(scope) || held.includes(FULL_ACCESS);
}

/** Whether the input of a route may have declared fields only. */
function refusesUndeclared({ body, query, docs: { example } }: Route): boolean {
  const [shape, sent] = body ? [body, example.body] : [query, example.query];
  return !shape?.safeParse({ ...Object(sent), surprise: 'x' }).success;
}

/** Every set of scopes that tells something: each alone, all but each, all, and `*`. */
function scopeSets({ keys }: Profile): string[][] {
  const names = keys.scopes.map(({ name }) => name);
  const others = names.map((left) => names.filter((name) => name !== left));
  return [...names.map((name) => [name]), ...others, names, ...(keys.fullAccess ? [[FULL_ACCESS]] : [])];
}

describe.each([...Object.values(PROFILES), acme].map(withoutWaiting))(
  'the API of $id, as declared',
  (profile) => {
    const { routes, errors, keys } = profile;
    let gateway: TestGateway;
    let owner: MemberActor;
    let secret: string;
    let keyId: string;
    let own: SentWithKey;
    beforeAll(async () => {
      gateway = await startGateway(profile);
      owner = await makeOwner();
      ({ keyId, secret } = await makeProfileKey(owner, profile));
      own = await sendWithKey(owner, keyId);
    });
    afterAll(() => gateway.close());

    const send = (route: Route, parts: Parameters<typeof toRequest>[2] = {}, changes = {}) =>
      sendRaw(gateway.port, { ...toRequest(profile, route, { secret, ...parts }), ...changes });

    function expectRefusal({ status, text }: RawResponse, code: RefusalCode) {
      expect({ status, body: text }).toMatchObject({
        status: statusOf(code, errors.statuses),
        body: expect.stringContaining(String(errors.code(code))),
      });
      errors.schema.parse(JSON.parse(text));
    }

    const published = publishedOf(profile);

    /** Expects a refusal with the status of a code, and a body as the OpenAPI document says. */
    function expectPublished(route: Route, { status, contentType, text }: RawResponse, code: RefusalCode) {
      const name = `${route.method} ${route.path}`;
      expect([name, status, text]).toEqual([name, statusOf(code, errors.statuses), expect.any(String)]);
      const isValid = published(route, status)?.get(contentType);
      expect([name, isValid?.(JSON.parse(text)), text]).toEqual([name, true, text]);
    }
    const refusedWith = (...codes: RefusalCode[]) =>
      routes.filter((route) => codes.some((code) => canRefuse(route, code)));
    const titleOf = (code: RefusalCode) => `${statusOf(code, errors.statuses)} ${errors.code(code)}`;

    it(`${titleOf('INSUFFICIENT_BALANCE')}: every route that costs money refuses without it`, async () => {
      const poor = await makeOwner();
      await db().workspace.update({ where: { id: poor.workspaceId }, data: { sandboxBalance: 0n } });
      const key = await makeProfileKey(poor, profile);
      const costly = refusedWith('INSUFFICIENT_BALANCE').filter(({ isFreeInSandbox }) => !isFreeInSandbox);
      expect(costly).not.toEqual([]);
      for (const route of costly) {
        expectPublished(route, await send(route, { secret: key.secret }), 'INSUFFICIENT_BALANCE');
      }
    });

    it(`${titleOf('CONFLICT')}: every route that can conflict refuses`, async () => {
      for (const route of refusedWith('CONFLICT', 'ALREADY_CREATED', 'IDEMPOTENCY_CONFLICT')) {
        const name = ['conflict', route.method, route.path].join(' ');
        const named = (target: RouteTarget) => {
          const request = toRequest(profile, route, { secret, ...target });
          const headers = [...request.headers, [profile.idempotency.header, name] as [string, string]];
          return sendRaw(gateway.port, { ...request, headers });
        };
        const refused = await callInConflict(profile, route, { owner, keyId, send: named });
        if (refused) expectPublished(route, refused, 'CONFLICT');
      }
      await clearWebhooks(owner);
    });

    it(`${titleOf('PAYLOAD_TOO_LARGE')}: every route refuses a larger body before it is sent`, async () => {
      for (const route of routes) {
        const { headers } = toRequest(profile, route, { secret });
        const length = ['content-length', String((route.maxBodyBytes ?? MAX_BODY_BYTES) + 1)];
        const changes = { headers: [...headers, length, ['connection', 'close']], body: undefined };
        expectPublished(route, await send(route, {}, changes), 'PAYLOAD_TOO_LARGE');
      }
    });

    it(`${titleOf('RATE_LIMITED')}: every route refuses a key that made too many calls`, async () => {
      const key = await makeProfileKey(owner, profile, undefined, 1);
      for (const route of routes.slice(0, 1)) await send(route, { secret: key.secret });
      for (const route of routes) {
        expectPublished(route, await send(route, { secret: key.secret }), 'RATE_LIMITED');
      }
    });

    describe.each(routes)('$method $path', (route) => {
      it(`${route.status}: accepts the example, and the response has the declared shape`, async () => {
        const target = await makeTarget(profile, route, { owner, own });
        const { status, contentType, text } = await send(route, target);
        const hasBody = route.docs.example.response !== undefined;
        expect([status, contentType]).toEqual([route.status, hasBody ? 'application/json' : '']);
        route.response.parse(hasBody ? JSON.parse(text) : undefined);
        route.response.parse(route.docs.example.response);
      });

      it('401: refuses a request without a key, and one with an unknown key', async () => {
        expectRefusal(await send(route, { secret: undefined }), 'MISSING_API_KEY');
        const unknown = generateSecret(keys, 'sandbox', keys.length.preset, 1);
        expectRefusal(await send(route, { secret: unknown }), 'INVALID_API_KEY');
        expectRefusal(await send(route, { secret: 'malformed' }), 'INVALID_API_KEY');
      });

      it('404: does not exist at similar paths', async () => {
        const { path } = toRequest(profile, route, { secret });
        const [own = ''] = path.split('?');
        const below = own.slice(profile.base.length + 1);
        const code = below.charCodeAt(0).toString(16);
        for (const other of [
          `${own}/`,
          `${own}s/x/y`,
          `/x${own}`,
          `${profile.base}/%${code}${below.slice(1)}`,
          `${profile.base}/${below.charAt(0).toUpperCase()}${below.slice(1)}`,
          profile.base,
          `${profile.base}/`,
        ]) {
          expectRefusal(await send(route, {}, { path: other }), 'NOT_FOUND');
        }
      });

      it('405: refuses every undeclared method, and lists the declared ones', async () => {
        const declared = routes.filter(({ path }) => path === route.path).map(({ method }) => `${method}`);
        for (const method of METHODS.filter((name) => !declared.includes(name))) {
          const refused = await send(route, {}, { method, body: undefined });
          expectRefusal(refused, 'METHOD_NOT_ALLOWED');
          for (const allowed of declared) expect(refused.header('allow')?.split(', ')).toContain(allowed);
        }
      });

      it.runIf(refusesUndeclared(route))('refuses undeclared input', async () => {
        const { example } = route.docs;
        const surprise = { surprise: 'x' };
        const { status, text } = await send(route, {
          id: targetOf(route, own),
          ...(route.body
            ? { body: { ...Object(example.body), ...surprise } }
            : { query: { ...example.query, ...surprise } }),
        });
        expect(status).toBe(statusOf('INVALID_REQUEST', errors.statuses));
        errors.schema.parse(JSON.parse(text));
      });
    });

    describe.each(routes.filter(({ body }) => body))('the body of $method $path', (route) => {
      const { headers } = toRequest(profile, route);
      const typed = (type: string) =>
        headers.map(([name, value]) => [name, name === 'content-type' ? type : value]);
      const withKey = (changes: { headers: string[][]; body?: string | Uint8Array }) => {
        const credential = credentialOf(profile, secret);
        return send(route, {}, { ...changes, headers: [...credential.headers, ...changes.headers] });
      };
      const mediaTypes = { json: 'application/json', form: 'application/x-www-form-urlencoded' };

      it.each(profile.bodies)('400: must be readable as %s', async (format) => {
        const notUtf8 = { headers: typed(mediaTypes[format]), body: new Uint8Array([0x22, 0xff, 0x22]) };
        expectRefusal(await withKey(notUtf8), 'MALFORMED_REQUEST');
      });

      it('415: must be in a declared format', async () => {
        const other = profile.bodies.includes('form') ? [] : [mediaTypes.form];
        for (const type of ['text/plain', ...other]) {
          expectRefusal(await withKey({ headers: typed(type) }), 'UNSUPPORTED_MEDIA_TYPE');
        }
      });
    });

    describe.each(scopeSets(profile).map((scopes) => ({ scopes })))('a key with $scopes', ({ scopes }) => {
      it('may do only what its scopes allow', async () => {
        const key = await makeProfileKey(owner, profile, scopes);
        for (const route of routes) {
          const isPermitted = isAllowed(route, scopes);
          const target = isPermitted
            ? await makeTarget(profile, route, { owner, own, scopes })
            : { id: targetOf(route, own) };
          const response = await send(route, { secret: key.secret, ...target });
          if (isPermitted) expect([route.path, response.status]).toEqual([route.path, route.status]);
          else expectRefusal(response, 'FORBIDDEN');
        }
      });
    });
  },
);
