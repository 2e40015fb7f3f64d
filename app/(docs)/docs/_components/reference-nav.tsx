import { MethodBadge } from '@/app/(docs)/docs/_components/method-badge';
import { pagePath } from '@/lib/profiles/reference/address';
import type { Block, ReferencePage, Section } from '@/lib/profiles/reference/content';

const isEndpoint = (block: Block) => block.kind === 'endpoint';

function SectionLink({ path, section }: { path: string; section: Section }) {
  const endpoint = section.blocks.find(isEndpoint);
  return (
    <a
      href={`${path}#${section.id}`}
      className="flex items-baseline gap-2 rounded-md px-2 py-1 text-[0.8125rem] text-ink-muted hover:bg-hover hover:text-ink"
    >
      {endpoint && <MethodBadge method={endpoint.method} />}
      <span className="wrap-anywhere">{section.title}</span>
    </a>
  );
}

/** Links to sections. A section that only groups others is a heading above their links. */
function SectionLinks({ path, sections }: { path: string; sections: readonly Section[] }) {
  return (
    <ul>
      {sections.map((section) => (
        <li key={section.id}>
          {section.blocks.length > 0 ? (
            <SectionLink path={path} section={section} />
          ) : (
            <p className="px-2 pt-2 pb-1 font-medium text-ink-muted text-xs">{section.title}</p>
          )}
          {section.sections && <SectionLinks path={path} sections={section.sections} />}
        </li>
      ))}
    </ul>
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
            <a
              href={path}
              aria-current={isCurrent ? 'page' : undefined}
              className="block rounded-md px-2 py-1.5 font-medium text-ink-muted hover:bg-hover hover:text-ink aria-[current]:bg-hover aria-[current]:text-ink"
            >
              {page.title}
            </a>
            {isCurrent && (
              <div className="my-1 ml-2 border-l pl-2">
                <SectionLinks path={path} sections={page.sections} />
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
