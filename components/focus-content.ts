/** Leads a keyboard to the page's content, when the control that it stood on goes away. */
export function focusContent(): void {
  document.getElementById('content')?.focus({ preventScroll: true });
}
