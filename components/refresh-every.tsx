'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** Reloads what the server renders, while the page is visible. Open dialogs and typed text stay. */
export function RefreshEvery({ intervalMs }: { intervalMs: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh();
    }, intervalMs);
    return () => clearInterval(timer);
  }, [router, intervalMs]);
  return null;
}
