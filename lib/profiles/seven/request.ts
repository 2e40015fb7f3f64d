import { z } from 'zod';
import type { WireRequest } from '@/lib/profiles/profile';

/** A value in a query, a form or JSON. */
const scalar = z.union([z.string(), z.number(), z.boolean()]).nullable();

/** An optional parameter. Clients send it as text, as a number or as a boolean. */
export function parameter(description: string) {
  return scalar.optional().describe(description);
}

/** The parameters of a call. Others are ignored: clients send some that the API does not have. */
export const parameterShape = <Shape extends z.core.$ZodShape>(shape: Shape) => z.object(shape);

/** What asks for JSON instead of plain text. */
export const formatFields = {
  json: parameter('`1` or `true`: the response is JSON also without `Accept: application/json`.'),
};

type Parameters = Readonly<Record<string, z.output<typeof scalar> | undefined>>;

/** How clients write that they do not give a value. */
const ABSENT = new Set(['', 'undefined', 'null']);

/** A parameter as text; undefined without one. */
export function textOf(value: z.output<typeof scalar> | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  const text = String(value);
  return ABSENT.has(text.trim()) ? undefined : text;
}

/** Whether a parameter says yes: true, or 1 from older clients. */
export function isOn(value: z.output<typeof scalar> | undefined): boolean {
  return ['1', 'true'].includes(String(value).toLowerCase());
}

/** The parameters of a request: those of the query and those of the body, which go first. */
export function parametersOf({
  query,
  body,
}: Pick<WireRequest<unknown, Parameters, Parameters>, 'query' | 'body'>) {
  return { ...query, ...body };
}

/** Whether the caller asks for JSON: in `Accept`, or with `json`. */
export function wantsJson(request: Pick<WireRequest, 'header' | 'query' | 'body'>): boolean {
  if (request.header('accept')?.includes('application/json')) return true;
  return isOn(Reflect.get(Object(request.body), 'json')) || isOn(Reflect.get(Object(request.query), 'json'));
}

/** A response in plain text. */
export const plainText = (body: string) => ({ contentType: 'text/plain', body });
