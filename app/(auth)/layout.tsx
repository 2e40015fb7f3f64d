import type { ReactNode } from 'react';

/** The frame around what visitors do before they are signed in. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-center px-4 py-10 sm:justify-center sm:py-16">
      <div className="flex w-full max-w-sm flex-col items-center gap-6">
        <p className="font-semibold text-lg tracking-tight">Keydesk</p>
        {children}
      </div>
    </main>
  );
}
