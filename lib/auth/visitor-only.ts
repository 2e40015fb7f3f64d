import 'server-only';
import { redirect } from 'next/navigation';
import { landingPage } from '@/lib/auth/landing';
import { currentSession } from '@/lib/auth/session';

/** What the address of a page for visitors may carry. */
export interface VisitorPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/**
 * Sends whoever is signed in already on to the page that they asked for, or to where they work. A mailed link that is
 * meant for another account (`switch`) offers to change it.
 * @returns what is to be kept on the way: where to go on to after signing in
 */
export async function requireVisitor(
  page: '/login' | '/signup',
  searchParams: VisitorPageProps['searchParams'],
): Promise<{ next: string | undefined }> {
  const { next, switch: switches } = await searchParams;
  const asked = typeof next === 'string' ? next : undefined;
  const session = await currentSession();
  if (!session) return { next: asked };
  if (switches !== undefined) redirect(`/switch-account?to=${page.slice(1)}`);
  redirect(await landingPage(session, asked));
}
