import type { ReactElement } from 'react';

interface ReasonProps {
  /** What the control is described by. */
  id: string;
  reason: string;
  children: ReactElement;
}

/** Beside the control and within the window, wherever the browser knows anchors; else just above. */
const PLACE =
  'absolute right-0 bottom-full supports-[position-area:top]:fixed supports-[position-area:top]:inset-auto [position-anchor:--reason] [position-area:top] [position-try-fallbacks:flip-block]';

/** Says why a control cannot be used: to whoever points at it or moves the focus to it, and to screen readers. */
export function Reason({ id, reason, children }: ReasonProps) {
  return (
    <span className="group/reason relative inline-flex max-w-full [anchor-name:--reason] [anchor-scope:--reason] has-[>.w-full]:w-full">
      {children}
      <span
        id={id}
        role="tooltip"
        className={`pointer-events-none invisible z-30 my-1.5 w-max max-w-60 whitespace-normal rounded-md border bg-raised px-2.5 py-1.5 text-left font-normal text-ink text-xs shadow-high group-focus-within/reason:visible group-hover/reason:visible ${PLACE}`}
      >
        {reason}
      </span>
    </span>
  );
}
