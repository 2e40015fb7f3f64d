import type { ReactNode } from 'react';
import { ReaderProvider } from '@/app/(docs)/docs/_components/reader';
import { Brand } from '@/components/brand';
import { buttonClass } from '@/components/ui/button';
import { currentProfile } from '@/lib/profiles/current';
import { say } from '@/lib/say';

/** The frame around the public API reference. */
export default function DocsLayout({ children }: { children: ReactNode }) {
  const { words } = currentProfile();
  return (
    <ReaderProvider>
      <a
        href="#content"
        className="sr-only rounded-md bg-accent px-3 py-2 text-accent-ink focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-30"
      >
        Skip to content
      </a>
      <header className="sticky top-0 z-20 border-b bg-surface">
        <div className="mx-auto flex h-14 max-w-6xl items-center gap-3 px-4 sm:px-6">
          <Brand />
          <span className="min-w-0 flex-1 truncate border-l pl-3 font-medium text-ink-muted">
            {say`Keydesk API`}
          </span>
          {/* Not a Link: the portal begins a page of its own. */}
          <a href="/settings/api-keys" className={buttonClass({ size: 'small' })}>
            {words.page}
          </a>
        </div>
      </header>
      {children}
    </ReaderProvider>
  );
}
