import { useEffect, useEffectEvent, useLayoutEffect, useState } from 'react';
import { type Box, covers, findPosition, type Size } from '@/components/ui/toast-position';

const CONTROLS = 'a[href], button, input, select, textarea, summary, label, [role^="menuitem"]';
const DIALOGS = '[role="dialog"], [role="alertdialog"]';
const TOASTER = '[data-sonner-toaster]';

const CHECK_MS = 200;
const MARGIN = 16;
const WIDTH = 356;
/** Up to this width of the window, a toast is as wide as the window. */
const NARROW = 600;
/** The height of a toast of two lines, until a toast can be measured. */
const HEIGHT = 74;
/** How far each stacked toast extends beyond the one before it, and how many are visible. */
const STACKED = 14;
const STACKED_MAX = 2;

function boxesOf(elements: Iterable<Element>): Box[] {
  return [...elements]
    .filter((element) => !element.closest(TOASTER))
    .map((element) => element.getBoundingClientRect())
    .filter(({ width, height }) => width > 1 && height > 1);
}

/** The usable controls: while a dialog is open, only those in it. */
function readPage(): { controls: Box[]; dialogs: Box[] } {
  const dialogs = [...document.querySelectorAll(DIALOGS)];
  const usable = dialogs.length > 0 ? dialogs : [document.body];
  return {
    controls: boxesOf(usable.flatMap((part) => [...part.querySelectorAll(CONTROLS)])),
    dialogs: boxesOf(dialogs),
  };
}

function sizeOf(toasts: number, view: Size): Size {
  const heights = [...document.querySelectorAll(`${TOASTER} [data-sonner-toast]`)].map(
    (toast) => toast.getBoundingClientRect().height,
  );
  return {
    width: view.width <= NARROW ? view.width - 2 * MARGIN : WIDTH,
    height: Math.max(HEIGHT, ...heights) + STACKED * Math.min(toasts - 1, STACKED_MAX),
  };
}

/**
 * A position where toasts cover no control. It changes only when they would: when the page scrolls or a dialog opens.
 * @param toasts how many there are
 * @returns the distance from the right and lower edges of the window, in pixels
 */
export function useToastPosition(toasts: number): { right: number; bottom: number } {
  const [offset, setOffset] = useState({ right: MARGIN, bottom: MARGIN });

  const check = useEffectEvent((stays: boolean) => {
    if (toasts === 0) return;
    const view = { width: document.documentElement.clientWidth, height: window.innerHeight };
    const size = sizeOf(toasts, view);
    const { controls, dialogs } = readPage();
    const right = view.width - offset.right;
    const bottom = view.height - offset.bottom;
    const current = { left: right - size.width, top: bottom - size.height, right, bottom };
    if (stays && current.left >= 0 && current.top >= 0 && !covers(current, controls)) return;
    const position = findPosition(size, view, MARGIN, controls, dialogs);
    setOffset({ right: view.width - position.right, bottom: view.height - position.bottom });
  });

  useLayoutEffect(() => check(toasts > 1), [toasts]);
  useEffect(() => {
    if (toasts === 0) return;
    const recheck = () => check(true);
    const timer = setInterval(recheck, CHECK_MS);
    window.addEventListener('scroll', recheck, { capture: true, passive: true });
    return () => {
      clearInterval(timer);
      window.removeEventListener('scroll', recheck, { capture: true });
    };
  }, [toasts]);

  return offset;
}
