'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** Loads what the server renders anew, every so often while the page is seen; what is open or typed stays. */
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
