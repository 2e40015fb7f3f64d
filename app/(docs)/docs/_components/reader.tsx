'use client';

import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { Language } from '@/lib/profiles/snippets/languages';

interface Reader {
  language: Language;
  setLanguage(language: Language): void;
  /** The sandbox key for trying things out: in memory, and nowhere else. */
  apiKey: string;
  setApiKey(apiKey: string): void;
}

const Context = createContext<Reader | undefined>(undefined);

/** What the reader has chosen, until the page is left or loaded again. */
export function ReaderProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>('curl');
  const [apiKey, setApiKey] = useState('');
  const reader = useMemo(() => ({ language, setLanguage, apiKey, setApiKey }), [language, apiKey]);
  return <Context value={reader}>{children}</Context>;
}

export function useReader(): Reader {
  const reader = useContext(Context);
  if (!reader) throw new Error('useReader needs a ReaderProvider.');
  return reader;
}
