'use client';

import { Check, Copy } from 'lucide-react';
import { NativeButton } from '@/components/ui/native-button';
import { useCopy } from '@/components/use-copy';

const OUTCOMES = { idle: '', copied: 'Copied', failed: 'Not copied. Select the text instead.' };

interface CopyLineProps {
  caption: string;
  text: string;
  /** Gets the outcome of each attempt. */
  onCopy?(copied: Promise<boolean>): void;
}

/** Text to paste elsewhere. A press copies it. */
export function CopyLine({ caption, text, onCopy }: CopyLineProps) {
  const copy = useCopy(text, onCopy);
  return (
    <div className="space-y-1.5">
      <div className="flex items-baseline justify-between gap-4">
        <p className="font-medium">{caption}</p>
        <span role="status" className="text-ink-muted text-xs">
          {OUTCOMES[copy.state]}
        </span>
      </div>
      <NativeButton
        title="Copy"
        onClick={copy.run}
        className="flex w-full select-text items-start gap-3 rounded-md border bg-canvas px-3 py-2.5 text-left font-mono text-[0.8125rem] leading-5 hover:border-line-strong"
      >
        <span translate="no" className="min-w-0 flex-1 whitespace-pre-wrap break-all">
          {text}
        </span>
        {copy.state === 'copied' ? (
          <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-success-text" />
        ) : (
          <Copy aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-muted" />
        )}
      </NativeButton>
    </div>
  );
}
