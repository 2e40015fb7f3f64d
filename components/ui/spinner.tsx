import { LoaderCircle } from 'lucide-react';

/** Decorative: whatever is busy says so itself. */
export function Spinner() {
  return <LoaderCircle aria-hidden className="size-4 animate-spin" />;
}
