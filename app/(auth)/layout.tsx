import type { ReactNode } from 'react';
import { Brand } from '@/components/brand';

/** The layout of the pages for guests. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-center px-4 py-10 sm:justify-center sm:py-16">
      <div className="flex w-full max-w-sm flex-col items-center gap-6">
        <Brand />
        {children}
      </div>
    </main>
  );
}
