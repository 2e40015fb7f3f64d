import type { Route } from '@/lib/profiles/profile';

/** Whether a request to the route may have no body: its shape accepts an empty one, so nothing in it is required. */
export function isBodyOptional({ body }: Route): boolean {
  return body?.safeParse({}).success === true;
}
