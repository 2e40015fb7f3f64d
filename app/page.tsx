import { redirect } from 'next/navigation';

interface HomeProps {
  searchParams: Promise<{ removed?: string | string[] }>;
}

/** The portal begins at the keys; those who are not signed in are sent on from there. */
export default async function Home({ searchParams }: HomeProps): Promise<never> {
  const { removed } = await searchParams;
  redirect(removed === 'secret' ? '/settings/api-keys?removed=secret' : '/settings/api-keys');
}
