import { Ajv2020 } from 'ajv/dist/2020.js';
import { z } from 'zod';
import { toOpenApi } from '@/lib/profiles/openapi';
import type { Profile, Route } from '@/lib/profiles/profile';

type IsValid = (body: unknown) => boolean;

const document = z.object({
  paths: z.record(
    z.string(),
    z.record(z.string(), z.object({ responses: z.record(z.string(), z.record(z.string(), z.unknown())) })),
  ),
  components: z.object({
    responses: z.record(z.string(), z.unknown()),
    schemas: z.record(z.string(), z.unknown()),
  }),
});
const contents = z.object({
  content: z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) })).default({}),
});

/**
 * What the OpenAPI document of a profile says about the responses of a route with a status: by media type, whether a body
 * is valid; undefined if the route has no such status.
 */
export function publishedOf(
  profile: Profile,
): (route: Route, status: number) => Map<string, IsValid> | undefined {
  const { paths, components } = document.parse(toOpenApi(profile));
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const isError = ajv.compile(Object(components.schemas.Error));
  const resolve = (part: Record<string, unknown>): unknown =>
    typeof part.$ref === 'string' ? components.responses[part.$ref.split('/').at(-1) ?? ''] : part;
  const compile = (schema: Record<string, unknown>): IsValid =>
    typeof schema.$ref === 'string' ? isError : ajv.compile(schema);
  return ({ method, path }, status) => {
    const response = paths[path]?.[method.toLowerCase()]?.responses[status];
    if (!response) return undefined;
    const { content } = contents.parse(resolve(response));
    return new Map(Object.entries(content).map(([type, { schema }]) => [type, compile(schema)]));
  };
}
