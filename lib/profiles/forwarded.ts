import type { ForwardedRoute } from '@/lib/profiles/profile';

interface Declaration extends Omit<ForwardedRoute, 'forwarded' | 'docs'> {
  group: string;
  summary: string;
  description?: string;
}

/** Declares a call that the provider's own backend answers. */
export function forwarded({ group, summary, description, ...endpoint }: Declaration): ForwardedRoute {
  return { ...endpoint, forwarded: true, docs: { group, summary, description } };
}
