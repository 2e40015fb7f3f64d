/** The logo and name of the product. */
export function Brand() {
  return (
    <span className="flex items-center gap-2 font-semibold text-[0.9375rem] tracking-tight">
      <svg viewBox="0 0 24 24" aria-hidden="true" className="size-6 text-accent">
        <rect width="24" height="24" rx="6" fill="currentColor" />
        <path
          d="M8 6v12M8 13l7-7M11 10.2 16 18"
          fill="none"
          stroke="var(--accent-ink)"
          strokeWidth="2.1"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      Keydesk
    </span>
  );
}
