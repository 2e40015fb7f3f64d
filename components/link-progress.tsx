'use client';

import { useLinkStatus } from 'next/link';

/** Inside a link: a line at its bottom while the target page loads. The link must be positioned. */
export function LinkProgress() {
  const { pending } = useLinkStatus();
  if (!pending) return null;
  return (
    <span className="pointer-events-none absolute inset-x-0 bottom-0">
      <span aria-hidden className="block h-0.5 animate-progress rounded-full bg-accent" />
      <span className="sr-only">Loading</span>
    </span>
  );
}
