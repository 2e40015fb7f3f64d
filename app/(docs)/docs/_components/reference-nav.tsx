import Link from 'next/link';
import { MethodBadge } from '@/app/(docs)/docs/_components/method-badge';
import { pagePath } from '@/lib/profiles/reference/address';
import type { Block, ReferencePage, Section } from '@/lib/profiles/reference/content';

const isEndpoint = (block: Block) => block.kind === 'endpoint';

function SectionLink({ path, section }: { path: string; section: Section }) {
  const endpoint = section.blocks.find(isEndpoint);
  return (
    <Link
      prefetch={false}
      href={`${path}#${section.id}`}
      className="flex items-baseline gap-2 rounded-md px-2 py-1 text-[0.8125rem] text-ink-muted hover:bg-hover hover:text-ink"
    >
      {endpoint && <MethodBadge method={endpoint.method} />}
      <span className="wrap-anywhere">{section.title}</span>
    </Link>
  );
}

/** The sections of a page that have content. */
function listed(sections: readonly Section[]): Section[] {
  return sections.flatMap((section) =>
    section.blocks.length > 0 ? [section] : listed(section.sections ?? []),
  );
}

interface ReferenceNavProps {
  pages: readonly ReferencePage[];
  current: ReferencePage;
}

/** The pages of the reference, and the sections of the one that is shown. */
export function ReferenceNav({ pages, current }: ReferenceNavProps) {
  return (
    <ul className="space-y-0.5">
      {pages.map((page) => {
        const path = pagePath(page.slug);
        const isCurrent = page.slug === current.slug;
        return (
          <li key={page.slug}>
            <Link
              prefetch={false}
              href={path}
              aria-current={isCurrent ? 'page' : undefined}
              className="block rounded-md px-2 py-1.5 font-medium text-ink-muted hover:bg-hover hover:text-ink aria-[current]:bg-hover aria-[current]:text-ink"
            >
              {page.title}
            </Link>
            {isCurrent && (
              <ul className="my-1 ml-2 border-l pl-2">
                {listed(page.sections).map((section) => (
                  <li key={section.id}>
                    <SectionLink path={path} section={section} />
                  </li>
                ))}
              </ul>
            )}
          </li>
        );
      })}
    </ul>
  );
}
