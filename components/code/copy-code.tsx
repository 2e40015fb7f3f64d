'use client';

import { Check, Copy } from 'lucide-react';
import { NativeButton } from '@/components/ui/native-button';
import { useCopy } from '@/components/use-copy';

const OUTCOMES = { idle: '', copied: 'Copied', failed: 'Not copied: select the text instead' };

/** Copies a text of the page. */
export function CopyCode({ name, text }: { name: string; text: string }) {
  const { state, run } = useCopy(text);
  const Icon = state === 'copied' ? Check : Copy;
  return (
    <span className="flex items-center gap-2">
      <span role="status">{OUTCOMES[state]}</span>
      <NativeButton
        onClick={run}
        aria-label={`Copy: ${name}`}
        className="grid size-8 place-items-center rounded-md hover:bg-hover hover:text-ink"
      >
        <Icon aria-hidden className="size-4" />
      </NativeButton>
    </span>
  );
}
