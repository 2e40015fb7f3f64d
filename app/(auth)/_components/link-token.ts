export interface LinkPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The token of an emailed link, from the URL of the page; empty if there is none. */
export async function linkToken(searchParams: LinkPageProps['searchParams']): Promise<string> {
  const { token } = await searchParams;
  return typeof token === 'string' ? token : '';
}
