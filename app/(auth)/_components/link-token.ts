export interface LinkPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The token of a mailed link, as the page's address carries it; empty when there is none. */
export async function linkToken(searchParams: LinkPageProps['searchParams']): Promise<string> {
  const { token } = await searchParams;
  return typeof token === 'string' ? token : '';
}
