import type { ReactNode } from 'react';
import { Brand } from '@/components/brand';

interface MessagePageProps {
  title: string;
  text: string;
  /** Links or buttons to continue. */
  children: ReactNode;
}

/** A page with one message. */
export function MessagePage({ title, text, children }: MessagePageProps) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-6 px-6 py-16">
      <Brand />
      <div className="space-y-1.5">
        <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
        <p className="text-ink-muted">{text}</p>
      </div>
      <div className="flex gap-2">{children}</div>
    </main>
  );
}
