import 'server-only';
import { redirect } from 'next/navigation';
import { landingPage } from '@/lib/auth/landing';
import { currentSession } from '@/lib/auth/session';

/** The props of a page for guests. */
export interface GuestPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/**
 * Redirects signed-in people to the page in `next`, or to their landing page. With `switch`, which mailed links set,
 * it redirects to the page that switches accounts.
 * @returns the path to open after sign-in, if the address has one
 */
export async function requireGuest(
  page: '/login' | '/signup',
  searchParams: GuestPageProps['searchParams'],
): Promise<{ next: string | undefined }> {
  const { next, switch: switches } = await searchParams;
  const asked = typeof next === 'string' ? next : undefined;
  const session = await currentSession();
  if (!session) return { next: asked };
  if (switches !== undefined) redirect(`/switch-account?to=${page.slice(1)}`);
  redirect(await landingPage(session, asked));
}
