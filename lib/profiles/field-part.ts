import { z } from 'zod';
import type { Route } from '@/lib/profiles/profile';

type Shapes = Pick<Route, 'params' | 'query' | 'body'>;

/** A part of a request that has fields. */
export type FieldPart = 'params' | 'query' | 'body';

function declares(shape: z.ZodType | undefined, name: string): boolean {
  return shape instanceof z.ZodObject && Object.hasOwn(shape.shape, name);
}

/**
 * The part of a request in which its caller sent a field. A field that no shape declares is in the body, or in the query
 * if the route has no body.
 * @param path the field as the caller names it, such as `to` or `recipients.0.to`
 */
export function partOf({ params, query, body }: Shapes, path: string): FieldPart {
  const [name = ''] = path.split('.');
  if (declares(params, name)) return 'params';
  return declares(query, name) || !body ? 'query' : 'body';
}
