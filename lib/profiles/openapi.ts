import { z } from 'zod';
import { MEDIA_TYPES } from '@/lib/profiles/body-format';
import { chargesByGet } from '@/lib/profiles/charging';
import { type JsonSchema, toJsonSchema } from '@/lib/profiles/json-schema';
import { MAX_IDEMPOTENCY_KEY_LENGTH } from '@/lib/profiles/limits';
import { isBodyOptional } from '@/lib/profiles/optional-body';
import type { Content, CredentialSource, Profile, Route } from '@/lib/profiles/profile';
import { publicCodes, refusalStatuses, refusalsOf } from '@/lib/profiles/refusals';
import { providerWordsOf } from '@/lib/profiles/words';
import { statusOf } from '@/lib/refusal-status';
import { sayWith } from '@/lib/say';

/** OpenAPI has no security scheme for a field of the body. */
type SchemeSource = Exclude<CredentialSource, { field: string }>;

function schemeSources({ credentials }: Profile): SchemeSource[] {
  return credentials.flatMap((source) => ('field' in source ? [] : source));
}

function toScheme(source: SchemeSource): [name: string, scheme: JsonSchema] {
  if ('query' in source) return [source.query, { type: 'apiKey', in: 'query', name: source.query }];
  if (source.scheme === null) {
    // The scheme of `authorization` with a scheme before the key has its name.
    const name = source.header === 'authorization' ? 'authorization-key' : source.header;
    return [name, { type: 'apiKey', in: 'header', name: source.header }];
  }
  return [source.header, { type: 'http', scheme: source.scheme.toLowerCase() }];
}

function toParameters(
  location: 'path' | 'query',
  shape: z.ZodType | undefined,
  example: JsonSchema = {},
): JsonSchema[] {
  if (!shape) return [];
  const { properties, required = [] } = z
    .object({ properties: z.record(z.string(), z.unknown()), required: z.array(z.string()).optional() })
    .parse(toJsonSchema(shape, 'input'));
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: location,
    required: location === 'path' || required.includes(name),
    schema,
    ...(name in example && { example: example[name] }),
  }));
}

function idempotencyParameter({ idempotency }: Profile): JsonSchema {
  return {
    name: idempotency.header,
    in: 'header',
    description: 'Names the request, so that it takes effect only once, however often it is sent.',
    schema: { type: 'string', minLength: 1, maxLength: MAX_IDEMPOTENCY_KEY_LENGTH },
  };
}

/** A body with the first code of a status. */
function exampleOf(profile: Profile, status: number): Content | undefined {
  const { errors } = profile;
  const found = refusalsOf(profile).find(([code]) => statusOf(code, errors.statuses) === status);
  return found && errors.write({ code: found[0], message: found[1].meaning }, { status, requestId: 'req_0' });
}

/** The media type of refusals. */
function refusalType({ errors }: Profile): string {
  return errors.write({ code: 'NOT_FOUND', message: '' }, { status: 404, requestId: '' }).contentType;
}

/** The responses to refused calls: one for each status, which lists its codes. */
function refusalResponses(profile: Profile): Map<number, JsonSchema> {
  const contentType = refusalType(profile);
  const byStatus = Map.groupBy(publicCodes(profile), ({ status }) => status);
  const entries = [...byStatus].map(([status, codes]): [number, JsonSchema] => {
    const words = [...new Set(codes.map(({ code }) => `\`${code}\``))].join(', ');
    const example = exampleOf(profile, status);
    const content = {
      [contentType]: {
        schema: { $ref: '#/components/schemas/Error' },
        ...(example && { example: JSON.parse(example.body) as unknown }),
      },
    };
    return [status, { description: `Refused: ${words}`, content }];
  });
  return new Map(entries);
}

/** The name of an operation, with method and path where several routes serve it: every id is unique. */
function operationId({ routes }: Profile, { operation, method, path }: Route): string {
  const isShared = routes.filter((route) => route.operation === operation).length > 1;
  return isShared ? `${operation}:${method.toLowerCase()}:${path.slice(1)}` : operation;
}

/** The response with an output of the operation. Where a refusal has the same status, either is possible. */
function outputResponse(profile: Profile, route: Route, status: number): JsonSchema {
  const { example, summary } = route.docs;
  if (example.response === undefined) return { description: summary };
  const output = toJsonSchema(route.response, 'output');
  const isShared = refusalStatuses(profile, route).has(status);
  const schema = isShared ? { anyOf: [output, toJsonSchema(profile.errors.schema, 'output')] } : output;
  const refused = isShared && { [refusalType(profile)]: { schema: { $ref: '#/components/schemas/Error' } } };
  return {
    description: summary,
    content: { ...refused, 'application/json': { schema, example: example.response } },
  };
}

function toOperation(profile: Profile, route: Route): JsonSchema {
  const { example, group, summary, description } = route.docs;
  const refusals = [...refusalStatuses(profile, route)].map((status) => [
    status,
    { $ref: `#/components/responses/Refused${status}` },
  ]);
  return {
    operationId: operationId(profile, route),
    summary,
    ...(description !== undefined && { description }),
    tags: [group],
    security: schemeSources(profile).map((source) => ({
      [toScheme(source)[0]]: route.scope === null ? [] : [route.scope],
    })),
    parameters: [
      ...toParameters('path', route.params, example.params),
      ...toParameters('query', route.query, example.query),
      ...(route.body || chargesByGet(route) ? [idempotencyParameter(profile)] : []),
    ],
    ...(route.body && {
      requestBody: {
        required: !isBodyOptional(route),
        content: Object.fromEntries(
          profile.bodies.map((format) => [
            MEDIA_TYPES[format],
            { schema: toJsonSchema(route.body ?? z.unknown(), 'input'), example: example.body },
          ]),
        ),
      },
    }),
    responses: {
      ...Object.fromEntries(refusals),
      ...Object.fromEntries(
        [route.status, ...(route.otherStatuses ?? [])].map((status) => [
          status,
          outputResponse(profile, route, status),
        ]),
      ),
    },
  };
}

/** A profile's API as an OpenAPI 3.1 document. Each security requirement names the scope that the key needs. */
export function toOpenApi(profile: Profile): JsonSchema {
  const refusals = refusalResponses(profile);
  const paths: Record<string, JsonSchema> = {};
  for (const route of profile.routes) {
    const operation = toOperation(profile, route);
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation };
  }
  return {
    openapi: '3.1.0',
    info: { title: sayWith(providerWordsOf(profile))`Keydesk API`, version: '1' },
    servers: [{ url: profile.base }],
    paths,
    components: {
      securitySchemes: Object.fromEntries(schemeSources(profile).map(toScheme)),
      schemas: { Error: toJsonSchema(profile.errors.schema, 'output') },
      responses: Object.fromEntries([...refusals].map(([status, refusal]) => [`Refused${status}`, refusal])),
    },
  };
}
