import type { ReactElement } from 'react';

interface TooltipProps {
  /** The id that the control's `aria-describedby` names. */
  id: string;
  text: string;
  children: ReactElement;
}

/** Next to the control and inside the window if the browser supports anchor positioning; otherwise above the control. */
const POSITION =
  'absolute right-0 bottom-full supports-[position-area:top]:fixed supports-[position-area:top]:inset-auto [position-anchor:--tooltip] [position-area:top] [position-try-fallbacks:flip-block]';

/** Text about a control, on hover, on focus and for screen readers. */
export function Tooltip({ id, text, children }: TooltipProps) {
  return (
    <span className="group/tooltip relative inline-flex max-w-full [anchor-name:--tooltip] [anchor-scope:--tooltip] has-[>.w-full]:w-full">
      {children}
      <span
        id={id}
        role="tooltip"
        className={`pointer-events-none invisible z-30 my-1.5 w-max max-w-60 whitespace-normal rounded-md border bg-raised px-2.5 py-1.5 text-left font-normal text-ink text-xs shadow-high group-focus-within/tooltip:visible group-hover/tooltip:visible ${POSITION}`}
      >
        {text}
      </span>
    </span>
  );
}
