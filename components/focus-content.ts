/** Moves the focus to the content of the page, when the control that has it goes away. */
export function focusContent(): void {
  document.getElementById('content')?.focus({ preventScroll: true });
}
