'use client';

import {
  type ChangeEvent,
  type ComponentProps,
  createContext,
  type ReactNode,
  useContext,
  useRef,
  useState,
} from 'react';
import type { BulkControls } from '@/app/(portal)/settings/api-keys/_components/bulk/bulk-controls';
import {
  between,
  countSelected,
  isSelected,
  mark,
  noSelection,
  underFilter,
} from '@/app/(portal)/settings/api-keys/_components/bulk/selection';
import type { SelectionBar } from '@/app/(portal)/settings/api-keys/_components/bulk/selection-bar';
import { formatCount } from '@/components/format-count';
import { Checkbox } from '@/components/ui/checkbox';
import { useChunk } from '@/components/use-chunk';
import { say } from '@/lib/say';

const load = () =>
  import('@/app/(portal)/settings/api-keys/_components/bulk/selection-bar').then(
    (module) => module.SelectionBar,
  );

interface Boxes {
  pageIds: readonly string[];
  has(id: string): boolean;
  set(ids: readonly string[], selected: boolean): void;
  /** The same for one key, or for all from the last one to it. */
  setOne(id: string, selected: boolean, isRange: boolean): void;
}

const Context = createContext<Boxes>({
  pageIds: [],
  has: () => false,
  set: () => undefined,
  setOne: () => undefined,
});

interface SelectionProviderProps {
  /** The filter of the list. Another one empties the selection. */
  filter: Record<string, string>;
  /** The keys of the page. The selection has those of other pages, too. */
  pageIds: readonly string[];
  /** How many keys match the filter. */
  total: number;
  /** Null if the viewer can do nothing to many keys. */
  controls: BulkControls | null;
  /** Whether the page has a button in its lower right corner, which must stay in view. */
  hasCornerButton: boolean;
  children: ReactNode;
}

/** Keeps which keys are selected, and shows what can be done to them. */
export function SelectionProvider({
  filter,
  pageIds,
  total,
  controls,
  hasCornerButton,
  children,
}: SelectionProviderProps) {
  const [stored, setSelection] = useState(() => noSelection(filter));
  const selection = underFilter(stored, filter);
  const last = useRef<string>(undefined);
  const bar = useChunk<ComponentProps<typeof SelectionBar>>(load);
  const count = countSelected(selection);

  function set(ids: readonly string[], selected: boolean) {
    setSelection(mark(selection, ids, selected));
    if (!bar.Component) void bar.open();
  }

  const boxes = {
    pageIds,
    has: (id: string) => isSelected(selection, id),
    set,
    setOne(id: string, selected: boolean, isRange: boolean) {
      set(isRange ? between(pageIds, last.current, id) : [id], selected);
      last.current = id;
    },
  };

  return (
    <Context value={boxes}>
      {children}
      <p role="status" className="sr-only">
        {count > 0 && say`${formatCount(count)} keys selected`}
      </p>
      {controls && count > 0 && bar.Component && (
        <bar.Component
          selection={selection}
          count={count}
          total={total}
          controls={controls}
          hasCornerButton={hasCornerButton}
          onAll={() => setSelection({ ...noSelection(filter), all: total })}
          onClear={() => setSelection(noSelection(filter))}
        />
      )}
    </Context>
  );
}

/** Whether a click or a press of the space bar was made with the shift key. */
const hasShift = ({ nativeEvent }: ChangeEvent) => 'shiftKey' in nativeEvent && nativeEvent.shiftKey === true;

/** Selects one key; with the shift key, all from the last one to it. */
export function SelectBox({ keyId, name }: { keyId: string; name: string }) {
  const { has, setOne } = useContext(Context);
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: it only makes the place to press larger.
    <label className="-m-2 grid size-8 place-items-center">
      <Checkbox
        data-select=""
        aria-label={`Select ${name}`}
        checked={has(keyId)}
        onChange={(event) => setOne(keyId, event.target.checked, hasShift(event))}
      />
    </label>
  );
}

/** Selects all keys of the page. */
export function SelectPageBox() {
  const { pageIds, has, set } = useContext(Context);
  const selected = pageIds.filter(has).length;
  const isPart = selected > 0 && selected < pageIds.length;
  return (
    <Checkbox
      ref={(box) => {
        if (box) box.indeterminate = isPart;
      }}
      aria-label={say`Select the keys on this page`}
      checked={selected > 0 && !isPart}
      onChange={(event) => set(pageIds, event.target.checked)}
    />
  );
}
