import { redirect } from 'next/navigation';

interface HomeProps {
  searchParams: Promise<{ removed?: string | string[] }>;
}

/** Redirects to the API keys. That page redirects guests to the sign-in page. */
export default async function Home({ searchParams }: HomeProps): Promise<never> {
  const { removed } = await searchParams;
  redirect(removed === 'secret' ? '/settings/api-keys?removed=secret' : '/settings/api-keys');
}
