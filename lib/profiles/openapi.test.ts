import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PROFILES } from '@/lib/profiles/current';
import { toOpenApi } from '@/lib/profiles/openapi';
import { canRefuse, publicCodes } from '@/lib/profiles/refusals';
import { statusOf } from '@/lib/refusal-status';
import { acme } from '@/lib/testing/requests/acme-profile';
import { startGateway, type TestGateway } from '@/lib/testing/servers/gateway';

const operations = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        operationId: z.string(),
        parameters: z.array(z.object({ name: z.string() })),
        security: z.array(z.record(z.string(), z.array(z.string()))),
        responses: z.record(z.string(), z.unknown()),
      }),
    ),
  ),
  components: z.object({ responses: z.record(z.string(), z.object({ description: z.string() })) }),
});

describe.each([...Object.values(PROFILES), acme])('the OpenAPI document of $id', (profile) => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway(profile);
  });
  afterAll(() => gateway.close());

  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(toOpenApi(profile)));
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
    expect(validator.version).toBe('3.1');
  });

  it('is served to everybody', async () => {
    const response = await fetch(`${gateway.base}/openapi.json`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(await response.json()).toEqual(JSON.parse(JSON.stringify(toOpenApi(profile))));
    const posted = await fetch(`${gateway.base}/openapi.json`, { method: 'POST' });
    expect(posted.status).toBe(statusOf('NOT_FOUND', profile.errors.statuses));
  });

  it('names the idempotency header for every route that stores its responses', () => {
    const { paths } = operations.parse(toOpenApi(profile));
    const storing = profile.routes.filter((route) => canRefuse(route, 'IDEMPOTENCY_CONFLICT'));
    expect(storing).not.toEqual([]);
    for (const { method, path } of storing) {
      const names = paths[path]?.[method.toLowerCase()]?.parameters.map(({ name }) => name);
      expect([method, path, names]).toEqual([
        method,
        path,
        expect.arrayContaining([profile.idempotency.header]),
      ]);
    }
  });

  it('has every route with its scope and status, and every code of a refusal', () => {
    const { paths, components } = operations.parse(toOpenApi(profile));
    const ids = Object.values(paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(profile.routes.length);
    const notFound = String(statusOf('NOT_FOUND', profile.errors.statuses));
    for (const { operation, method, path, scope, status } of profile.routes) {
      const described = paths[path]?.[method.toLowerCase()];
      expect(described?.operationId.split(':')[0]).toBe(operation);
      const scopes = scope === null ? [] : [scope];
      expect(described?.security.map((requirement) => Object.values(requirement))).toEqual(
        profile.credentials.filter((source) => !('field' in source)).map(() => [scopes]),
      );
      expect(Object.keys(described?.responses ?? {})).toEqual(
        expect.arrayContaining([String(status), '401', '403', notFound, '429']),
      );
    }
    const words = Object.values(components.responses).map(({ description }) => description);
    for (const { code } of publicCodes(profile)) {
      expect(words.join()).toContain(`\`${code}\``);
    }
  });
});
