import { say } from '@/lib/say';

/** The logo and name of the product. */
export function Brand() {
  return (
    <span className="flex items-center gap-2 font-semibold text-[0.9375rem] tracking-tight">
      <span aria-hidden className="brand-logo" />
      <span>{say`Keydesk`}</span>
    </span>
  );
}
