import type { ReactNode } from 'react';

/** From which width of the container the rows of a `CardTable` are a table. Below it, each is a card. */
export type Breakpoint = '48rem' | '56rem';

/** Tailwind finds classes only if they are written out. */
export const CELL_CLASSES: Record<Breakpoint, Record<'cell' | 'onCard', string>> = {
  '48rem': { cell: '@[48rem]:px-2 @[48rem]:py-3 @[48rem]:align-top', onCard: '@[48rem]:hidden' },
  '56rem': { cell: '@[56rem]:px-2 @[56rem]:py-3 @[56rem]:align-top', onCard: '@[56rem]:hidden' },
};

interface CaptionedCellProps {
  from: Breakpoint;
  /** Shown above the value if there is no room for column headers. */
  caption?: string;
  className?: string;
  children: ReactNode;
}

/** A cell of a `CardTable` that has its caption above it on a card. */
export function CaptionedCell({ from, caption, className = '', children }: CaptionedCellProps) {
  const { cell, onCard } = CELL_CLASSES[from];
  return (
    <td className={`min-w-0 ${cell} ${className}`}>
      {caption && (
        <span aria-hidden className={`block pb-0.5 text-ink-muted text-xs ${onCard}`}>
          {caption}
        </span>
      )}
      <span className="contents">{children}</span>
    </td>
  );
}
