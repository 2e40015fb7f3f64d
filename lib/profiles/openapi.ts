import { z } from 'zod';
import type { RefusalCode } from '@/lib/errors';
import { MEDIA_TYPES } from '@/lib/profiles/body-format';
import type { CredentialSource, Profile, Route } from '@/lib/profiles/profile';
import { statusOf } from '@/lib/refusal-status';

type Json = Record<string, unknown>;

/** The refusals that a call of the API can meet, whatever its operation. */
export const CODES: readonly RefusalCode[] = [
  'MALFORMED_REQUEST',
  'MISSING_API_KEY',
  'INVALID_API_KEY',
  'API_KEY_INACTIVE',
  'API_KEY_EXPIRED',
  'SIGNATURE_REQUIRED',
  'INVALID_SIGNATURE',
  'SIGNATURE_EXPIRED',
  'NONCE_REUSED',
  'INSUFFICIENT_BALANCE',
  'FORBIDDEN',
  'IP_NOT_ALLOWED',
  'WORKSPACE_SUSPENDED',
  'DESTINATION_NOT_ALLOWED',
  'SPEND_LIMIT_EXCEEDED',
  'NOT_FOUND',
  'METHOD_NOT_ALLOWED',
  'IDEMPOTENCY_CONFLICT',
  'PAYLOAD_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'INVALID_REQUEST',
  'SENDER_NOT_APPROVED',
  'DESTINATION_NOT_SUPPORTED',
  'IDEMPOTENCY_KEY_REUSED',
  'RATE_LIMITED',
  'INTERNAL_ERROR',
  'CARRIER_NOT_CONFIGURED',
  'SERVICE_UNAVAILABLE',
];

function toSchema(shape: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any' });
  return schema;
}

/** OpenAPI has no security scheme for a field of the body. */
type SchemeSource = Exclude<CredentialSource, { field: string }>;

function schemeSources({ credentials }: Profile): SchemeSource[] {
  return credentials.flatMap((source) => ('field' in source ? [] : source));
}

function toScheme(source: SchemeSource): [name: string, scheme: Json] {
  if ('query' in source) return [source.query, { type: 'apiKey', in: 'query', name: source.query }];
  if (source.scheme === null) return [source.header, { type: 'apiKey', in: 'header', name: source.header }];
  return [source.header, { type: 'http', scheme: source.scheme.toLowerCase() }];
}

function toParameters(location: 'path' | 'query', shape: z.ZodType | undefined, example: Json = {}): Json[] {
  if (!shape) return [];
  const { properties, required = [] } = z
    .object({ properties: z.record(z.string(), z.unknown()), required: z.array(z.string()).optional() })
    .parse(toSchema(shape, 'input'));
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: location,
    required: location === 'path' || required.includes(name),
    schema,
    ...(name in example && { example: example[name] }),
  }));
}

function idempotencyParameter({ idempotency }: Profile): Json {
  return {
    name: idempotency.header,
    in: 'header',
    description: 'Names the request, so that it takes effect only once, however often it is sent.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  };
}

/** The responses to refused calls: one for each status, which lists its codes. */
function refusalResponses({ errors }: Profile): Map<number, Json> {
  const byStatus = Map.groupBy(CODES, (code) => statusOf(code, errors.statuses));
  const entries = [...byStatus].map(([status, codes]): [number, Json] => {
    const [code = 'INTERNAL_ERROR'] = codes;
    const refusal = { code, message: 'What to do next.' };
    const { contentType, body } = errors.write(refusal, { status, requestId: 'req_0' });
    const words = [...new Set(codes.map((each) => `\`${errors.code(each)}\``))].join(', ');
    const content = {
      [contentType]: { schema: { $ref: '#/components/schemas/Error' }, example: JSON.parse(body) as unknown },
    };
    return [status, { description: `Refused: ${words}`, content }];
  });
  return new Map(entries);
}

function toOperation(profile: Profile, route: Route, statuses: Iterable<number>): Json {
  const { example, group, summary } = route.docs;
  const refusals = [...statuses].map((status) => [
    status,
    { $ref: `#/components/responses/Refused${status}` },
  ]);
  const response = { schema: toSchema(route.response, 'output'), example: example.response };
  return {
    operationId: route.operation,
    summary,
    tags: [group],
    security: schemeSources(profile).map((source) => ({
      [toScheme(source)[0]]: route.scope === null ? [] : [route.scope],
    })),
    parameters: [
      ...toParameters('path', route.params, example.params),
      ...toParameters('query', route.query, example.query),
      ...(route.body ? [idempotencyParameter(profile)] : []),
    ],
    ...(route.body && {
      requestBody: {
        required: true,
        content: Object.fromEntries(
          profile.bodies.map((format) => [
            MEDIA_TYPES[format],
            { schema: toSchema(route.body ?? z.unknown(), 'input'), example: example.body },
          ]),
        ),
      },
    }),
    responses: {
      ...Object.fromEntries(refusals),
      [route.status]: { description: summary, content: { 'application/json': response } },
    },
  };
}

/** A profile's API as an OpenAPI 3.1 document. Each security requirement names the scope that the key needs. */
export function toOpenApi(profile: Profile): Json {
  const refusals = refusalResponses(profile);
  const paths: Record<string, Json> = {};
  for (const route of profile.routes) {
    const operation = toOperation(profile, route, refusals.keys());
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation };
  }
  return {
    openapi: '3.1.0',
    info: { title: `${profile.name} API`, version: '1' },
    servers: [{ url: profile.base }],
    paths,
    components: {
      securitySchemes: Object.fromEntries(schemeSources(profile).map(toScheme)),
      schemas: { Error: toSchema(profile.errors.schema, 'output') },
      responses: Object.fromEntries([...refusals].map(([status, refusal]) => [`Refused${status}`, refusal])),
    },
  };
}
