import type { ReactNode } from 'react';

interface ReasonProps {
  /** What the control is described by. */
  id: string;
  reason: string;
  children: ReactNode;
}

/** Says why a control cannot be used: to whoever points at it or moves the focus to it, and to screen readers. */
export function Reason({ id, reason, children }: ReasonProps) {
  return (
    <span className="group/reason relative inline-flex max-w-full has-[>.w-full]:w-full">
      {children}
      <span
        id={id}
        role="tooltip"
        className="pointer-events-none invisible absolute right-0 bottom-full z-10 mb-1.5 w-max max-w-60 whitespace-normal rounded-md border bg-raised px-2.5 py-1.5 text-left font-normal text-ink text-xs shadow-high group-focus-within/reason:visible group-hover/reason:visible"
      >
        {reason}
      </span>
    </span>
  );
}
