import { linkSchema } from '@/lib/domain/users/schema';

export interface LinkPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The token of an emailed link, from the URL of the page; empty if there is none. */
export async function linkToken(searchParams: LinkPageProps['searchParams']): Promise<string> {
  const { token } = await searchParams;
  return typeof token === 'string' ? token : '';
}

/** The pages of emailed links that prove the mailbox of an account. */
const PROVING_PAGES = ['/verify-email', '/change-email', '/invitation'];

/** The token of an emailed link that proves a mailbox, from the path of its page; undefined for other pages. */
export function linkTokenIn(path: string | undefined): string | undefined {
  const [page = '', query] = path?.split('?') ?? [];
  if (!PROVING_PAGES.includes(page)) return undefined;
  return linkSchema.safeParse({ token: new URLSearchParams(query).get('token') }).data?.token;
}
