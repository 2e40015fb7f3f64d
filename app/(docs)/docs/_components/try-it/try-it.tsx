'use client';

import { Play, X } from 'lucide-react';
import { useId } from 'react';
import { useReader } from '@/app/(docs)/docs/_components/reader';
import { NativeButton } from '@/components/ui/native-button';
import { useChunk } from '@/components/use-chunk';
import type { TryIt as Request } from '@/lib/profiles/reference/content';

const load = () => import('@/app/(docs)/docs/_components/try-it/try-it-form').then((part) => part.TryItForm);

/** Opens the form that sends a request; one is open at a time. `name` says what the request does. */
export function TryIt({ name, request }: { name: string; request: Request }) {
  const id = useId();
  const { opened, setOpened } = useReader();
  const { Component, open } = useChunk(load);
  const isOpen = opened === id && Component !== undefined;

  async function toggle() {
    setOpened(opened === id ? null : id);
    if (opened !== id && !Component) await open();
  }

  const Icon = isOpen ? X : Play;
  return (
    <div className="rounded-lg border bg-surface">
      <NativeButton
        onClick={toggle}
        aria-label={`Try it: ${name}`}
        aria-expanded={isOpen}
        className="flex w-full items-center gap-2 rounded-lg px-4 py-2.5 text-left font-medium hover:bg-hover"
      >
        <Icon aria-hidden className="size-4 text-accent-text" />
        Try it
      </NativeButton>
      {isOpen && <Component request={request} />}
    </div>
  );
}
