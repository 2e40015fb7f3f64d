'use client';

import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import { useReader } from '@/app/(docs)/docs/_components/reader';
import { NativeButton } from '@/components/ui/native-button';
import { LANGUAGES, type Language } from '@/lib/profiles/snippets/languages';

interface SamplesProps {
  /** What the samples do. */
  name: string;
  panels: readonly { language: Language; copy: ReactNode; code: ReactNode }[];
}

/** How far each key moves along the tabs. */
const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

/** One sample in several languages, as tabs. The language that is chosen here is chosen for all samples. */
export function Samples({ name, panels }: SamplesProps) {
  const { language, setLanguage } = useReader();
  const id = useId();
  const tabs = useRef<HTMLDivElement>(null);
  const shown = panels.find((panel) => panel.language === language) ?? panels[0];

  function move(event: KeyboardEvent, index: number) {
    const step = STEPS[event.key];
    const next = step === undefined ? undefined : panels.at((index + step) % panels.length);
    if (!next) return;
    event.preventDefault();
    setLanguage(next.language);
    tabs.current?.querySelector<HTMLElement>(`[data-language="${next.language}"]`)?.focus();
  }

  return (
    <div className="overflow-hidden rounded-lg border bg-surface">
      <div className="flex min-h-10 items-center justify-between gap-2 border-b pr-1 pl-2">
        <div ref={tabs} role="tablist" aria-label={`Language: ${name}`} className="flex overflow-x-auto">
          {panels.map((panel, index) => {
            const selected = panel === shown;
            return (
              <NativeButton
                key={panel.language}
                role="tab"
                id={`${id}-${panel.language}`}
                data-language={panel.language}
                aria-label={`${LANGUAGES[panel.language]}: ${name}`}
                aria-selected={selected}
                aria-controls={selected ? `${id}-panel` : undefined}
                tabIndex={selected ? 0 : -1}
                onClick={() => setLanguage(panel.language)}
                onKeyDown={(event) => move(event, index)}
                className="border-transparent border-b-2 px-2.5 py-2 font-medium text-ink-muted text-xs hover:text-ink focus-visible:-outline-offset-2 aria-selected:border-accent-text aria-selected:text-ink"
              >
                {LANGUAGES[panel.language]}
              </NativeButton>
            );
          })}
        </div>
        <span className="text-ink-muted text-xs">{shown?.copy}</span>
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={shown && `${id}-${shown.language}`}>
        {shown?.code}
      </div>
    </div>
  );
}
