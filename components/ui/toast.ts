interface ToastOptions {
  /** A toast replaces the one with the same id. */
  id?: string;
  /** How long it stays, in milliseconds. */
  duration?: number;
  action?: { label: string; onClick(): void };
}

export interface Toast {
  kind: 'message' | 'success' | 'warning' | 'error';
  text: string;
  options: ToastOptions;
}

const waiting: Toast[] = [];
let show: ((toast: Toast) => void) | undefined;
let fetchToaster: (() => void) | undefined;

function add(kind: Toast['kind'], text: string, options: ToastOptions = {}): void {
  const toast = { kind, text, options };
  if (show) {
    show(toast);
    return;
  }
  waiting.push(toast);
  fetchToaster?.();
}

/** Shows a short message next to the page. It goes away by itself. */
export const toast = Object.assign((text: string, options?: ToastOptions) => add('message', text, options), {
  success: (text: string, options?: ToastOptions) => add('success', text, options),
  warning: (text: string, options?: ToastOptions) => add('warning', text, options),
  error: (text: string, options?: ToastOptions) => add('error', text, options),
});

/**
 * Calls `onWaiting` for each toast that nothing can show yet, until the returned function is called. A component that is
 * fetched calls `showToasts`.
 */
export function onWaitingToast(onWaiting: () => void): () => void {
  fetchToaster = onWaiting;
  if (waiting.length > 0) onWaiting();
  return () => {
    fetchToaster = undefined;
  };
}

/** Passes the toasts that wait, and all later ones, to `by`, until the returned function is called. */
export function showToasts(by: (toast: Toast) => void): () => void {
  show = by;
  for (const toast of waiting.splice(0)) by(toast);
  return () => {
    show = undefined;
  };
}
