import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ReferenceNav } from '@/app/(docs)/docs/_components/reference-nav';
import { SectionView } from '@/app/(docs)/docs/_components/section-view';
import { markdownPath, pagePath } from '@/lib/profiles/reference/address';
import type { ReferencePage } from '@/lib/profiles/reference/content';
import { currentReference } from '@/lib/profiles/reference/current';
import { say } from '@/lib/say';

function load(slug: string): ReturnType<typeof currentReference> & { page: ReferencePage } {
  const reference = currentReference();
  const page = reference.pages.find((each) => each.slug === slug);
  return page ? { ...reference, page } : notFound();
}

/** The metadata of a page of the reference, for browsers and search engines. */
export function referenceMetadata(slug: string): Metadata {
  const { page } = load(slug);
  return {
    title: say`${page.title} · Keydesk API`,
    description: page.summary,
    alternates: { types: { 'text/markdown': markdownPath(page.slug) } },
  };
}

/** A page of the API reference with its navigation. */
export function ReferenceView({ slug }: { slug: string }) {
  const { pages, page, profile } = load(slug);
  const nav = <ReferenceNav pages={pages} current={page} />;
  return (
    <div className="mx-auto max-w-6xl lg:grid lg:grid-cols-[16rem_minmax(0,1fr)] lg:gap-10 lg:px-6">
      <nav
        aria-label="API reference"
        className="border-b px-4 py-2 sm:px-6 lg:sticky lg:top-14 lg:max-h-[calc(100dvh-3.5rem)] lg:self-start lg:overflow-y-auto lg:border-b-0 lg:px-0 lg:py-8"
      >
        <details className="lg:hidden">
          <summary className="py-1.5 font-medium">{`Contents: ${page.title}`}</summary>
          {nav}
        </details>
        <div className="hidden lg:block">{nav}</div>
      </nav>
      <main id="content" tabIndex={-1} className="min-w-0 outline-none">
        <article className="max-w-3xl space-y-10 px-4 py-8 leading-6 sm:px-6 lg:px-0">
          <header className="space-y-2">
            <h1 className="font-semibold text-2xl leading-9 tracking-tight">{page.title}</h1>
            <p className="text-ink-muted">{page.summary}</p>
            <p className="flex flex-wrap gap-x-4 text-[0.8125rem]">
              <a href={markdownPath(page.slug)} className="text-accent-text underline underline-offset-4">
                This page as Markdown
              </a>
              <a
                href={`${profile.base}/openapi.json`}
                className="text-accent-text underline underline-offset-4"
              >
                OpenAPI document
              </a>
            </p>
          </header>
          {page.sections.map((section) => (
            <SectionView key={section.id} path={pagePath(page.slug)} section={section} />
          ))}
        </article>
      </main>
    </div>
  );
}
