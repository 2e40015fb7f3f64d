import { navigationSections } from '@/app/(portal)/_components/navigation-sections';
import type { RequestView } from '@/lib/domain/impersonation/read';
import type { Words } from '@/lib/profiles/words';

const ID = /^[a-z]+_[0-9A-Za-z]{22}$/;

interface RequestDescription {
  /** The page of the navigation that it belongs to, or the path of any other. */
  page: string;
  /** What it was about: the label of a key, or an id. */
  subject: string | null;
}

/** What a request of an agent was about, in the words of the portal. */
export function describeRequest(
  { path, targetId, key }: Pick<RequestView, 'path' | 'targetId' | 'key'>,
  words: Words,
): RequestDescription {
  const pages = navigationSections(words, true).flatMap(([, listed]) => listed);
  const page = pages.find(({ href }) => path === href || path.startsWith(`${href}/`));
  const idInPath = path.split('/').findLast((segment) => ID.test(segment));
  return { page: page?.name ?? path, subject: key?.label ?? targetId ?? idInPath ?? null };
}
