'use client';

import { Ban, CalendarClock, CirclePause, ShieldPlus, X } from 'lucide-react';
import type { ComponentProps, ReactElement } from 'react';
import type { BulkControls } from '@/app/(portal)/settings/api-keys/_components/bulk/bulk-controls';
import type { BulkDialog } from '@/app/(portal)/settings/api-keys/_components/bulk/bulk-dialog';
import { KIND_TEXTS } from '@/app/(portal)/settings/api-keys/_components/bulk/bulk-texts';
import { type Selection, toInput } from '@/app/(portal)/settings/api-keys/_components/bulk/selection';
import { focusContent } from '@/components/focus-content';
import { formatCount } from '@/components/format-count';
import { Button } from '@/components/ui/button';
import { useRowDialog } from '@/components/use-row-dialog';
import { countKeys } from '@/lib/domain/bulk-actions/confirmation-of';
import type { BulkKind } from '@/lib/domain/bulk-actions/limits';
import { say } from '@/lib/say';

const load = () =>
  import('@/app/(portal)/settings/api-keys/_components/bulk/bulk-dialog').then((module) => module.BulkDialog);

/** Revoke is last, because it cannot be undone. */
const BUTTONS: readonly (readonly [kind: BulkKind, icon: ReactElement])[] = [
  ['setExpiry', <CalendarClock key="icon" aria-hidden />],
  ['addNetwork', <ShieldPlus key="icon" aria-hidden />],
  ['disable', <CirclePause key="icon" aria-hidden />],
  ['revoke', <Ban key="icon" aria-hidden />],
];

interface SelectionBarProps {
  selection: Selection;
  count: number;
  /** How many keys match the filter. */
  total: number;
  controls: BulkControls;
  /** Whether the page has a button in its lower right corner, which must stay in view. */
  hasCornerButton: boolean;
  onAll(): void;
  onClear(): void;
}

/** How many keys are selected, and what can be done to them. It stays in view. */
export function SelectionBar({
  selection,
  count,
  total,
  controls,
  hasCornerButton,
  onAll,
  onClear,
}: SelectionBarProps) {
  const dialog = useRowDialog<BulkKind, ComponentProps<typeof BulkDialog>>(load);

  function clear() {
    focusContent();
    onClear();
  }

  return (
    <section
      aria-label={say`Selected keys`}
      className={`sticky z-20 flex flex-wrap items-center justify-between gap-x-4 gap-y-2.5 rounded-xl border bg-raised px-4 py-3 shadow-high ${hasCornerButton ? 'bottom-23' : 'bottom-3'}`}
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <p className="font-medium tabular-nums">{`${countKeys(count)} selected`}</p>
        {count < total && (
          <Button variant="link" size="inline" onClick={onAll}>
            <span>{say`Select all ${formatCount(total)} that match`}</span>
          </Button>
        )}
        <Button variant="link" size="inline" onClick={clear}>
          <X aria-hidden />
          Clear
        </Button>
      </div>
      <div className="grid grid-cols-2 gap-2 max-sm:w-full sm:flex sm:flex-wrap">
        {BUTTONS.map(
          ([kind, icon]) =>
            controls[kind].shown && (
              <Button
                key={kind}
                size="small"
                variant={kind === 'revoke' ? 'danger' : 'secondary'}
                aria-haspopup="dialog"
                disabledReason={controls[kind].disabledReason}
                onClick={(event) => dialog.open(kind, event.currentTarget)}
              >
                {icon}
                <span>{KIND_TEXTS[kind].button}</span>
              </Button>
            ),
        )}
      </div>
      {dialog.row && dialog.Component && (
        <dialog.Component
          kind={dialog.row}
          selection={toInput(selection)}
          count={count}
          onCancel={dialog.close}
          onClose={() => {
            dialog.close();
            clear();
          }}
        />
      )}
    </section>
  );
}
