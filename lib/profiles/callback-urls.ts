import { z } from 'zod';
import type { Profile, Route } from '@/lib/profiles/profile';

function takesCallbackUrl({ body, fields }: Route): boolean {
  return body instanceof z.ZodObject && (fields?.callbackUrl ?? 'callbackUrl') in body.shape;
}

/** Whether senders can give a URL for the events of their messages. */
export function takesCallbackUrls({ routes }: Pick<Profile, 'routes'>): boolean {
  return routes.some(takesCallbackUrl);
}
