'use client';

import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { usePageHide } from '@/components/reveal/use-page-hide';
import type { Language } from '@/lib/profiles/snippets/languages';

interface Reader {
  language: Language;
  setLanguage(language: Language): void;
  /** The sandbox key for trying things out: in memory, and nowhere else. */
  apiKey: string;
  setApiKey(apiKey: string): void;
  /** The request whose form is open. */
  opened: string | null;
  setOpened(id: string | null): void;
}

const Context = createContext<Reader | undefined>(undefined);

/** What the reader has chosen, until the page is left. */
export function ReaderProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>('curl');
  const [apiKey, setApiKey] = useState('');
  const [opened, setOpened] = useState<string | null>(null);
  const reader = useMemo(
    () => ({ language, setLanguage, apiKey, setApiKey, opened, setOpened }),
    [language, apiKey, opened],
  );
  // A page that the browser puts aside must not contain the key.
  usePageHide(apiKey !== '', () => flushSync(() => setApiKey('')));
  return <Context value={reader}>{children}</Context>;
}

export function useReader(): Reader {
  const reader = useContext(Context);
  if (!reader) throw new Error('useReader needs a ReaderProvider.');
  return reader;
}
