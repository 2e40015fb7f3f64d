/**
 * Records what the user does with controls before React handles them, and repeats it once React does: the last press of
 * a button, what was typed or selected, and the last form that was submitted.
 *
 * It is sent to the browser as text and runs before any other script, so it must not use anything outside itself.
 *
 * @param hydrating the attribute of controls that React does not handle yet
 * @param waiting the attribute of the document while something waits to be repeated
 */
export function keepEarlyInteractions(hydrating: string, waiting: string): void {
  type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
  const root = document.documentElement;
  const marked = `[${hydrating}]`;
  const edits = new Map<Field, string | boolean>();
  let pressed: HTMLButtonElement | null = null;
  let submitted: { form: HTMLFormElement; submitter: HTMLElement | null } | null = null;

  const observer = new MutationObserver(repeat);

  function wait(): void {
    root.setAttribute(waiting, '');
    observer.observe(document, { subtree: true, attributes: true, attributeFilter: [hydrating] });
  }

  /** React ignores an event that does not change a field, so each field first gets another value. */
  function restore(field: Field, value: string | boolean): void {
    if (typeof value === 'boolean') {
      (field as HTMLInputElement).checked = !value;
      field.click();
    } else if (field instanceof HTMLSelectElement) {
      field.value = value;
      field.dispatchEvent(new Event('change', { bubbles: true }));
    } else {
      const { selectionStart, selectionEnd } = field;
      field.value = '';
      // React watches the element's own property, not the inherited one.
      Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, value);
      if (selectionStart !== null) field.setSelectionRange(selectionStart, selectionEnd);
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }

  function repeat(): void {
    for (const [field, value] of edits) {
      if (field.hasAttribute(hydrating)) continue;
      edits.delete(field);
      restore(field, value);
    }
    const button = pressed;
    if (button && !button.hasAttribute(hydrating)) {
      pressed = null;
      button.click();
    }
    const submission = submitted;
    if (submission && !submission.form.querySelector(marked)) {
      submitted = null;
      submission.form.requestSubmit(submission.submitter);
    }
    if (edits.size > 0 || pressed || submitted) return;
    observer.disconnect();
    root.removeAttribute(waiting);
  }

  function keepEdit({ target }: Event): void {
    if (!(target instanceof Element) || !target.matches(marked)) return;
    const field = target as Field;
    // The last choice in a group counts, so it goes to the end.
    edits.delete(field);
    edits.set(
      field,
      field.type === 'checkbox' || field.type === 'radio' ? (field as HTMLInputElement).checked : field.value,
    );
    wait();
  }

  function markedAt({ target }: Event): Element | null {
    return target instanceof Element ? target.closest(marked) : null;
  }

  /**
   * Records a press unless React handles it: React can begin to handle a button because of the event itself, in its listener of
   * the document. The listeners of an element run in the order in which they were added, so the one here runs after it.
   */
  function keepUnhandledPress(event: Event): void {
    const button = markedAt(event);
    // A press of a submit button is recorded as the submission that follows.
    if (!(button instanceof HTMLButtonElement) || button.type !== 'button') return;
    if (button.getAttribute('aria-disabled') === 'true') return;
    pressed = null;
    document.addEventListener(
      event.type,
      function decide(seen) {
        if (seen !== event) return;
        document.removeEventListener(event.type, decide, true);
        if (!button.hasAttribute(hydrating)) return;
        pressed = button;
        wait();
      },
      true,
    );
  }

  window.addEventListener('input', keepEdit, true);
  window.addEventListener('click', keepUnhandledPress, true);
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'ArrowDown' || markedAt(event)?.getAttribute('aria-haspopup') !== 'menu') return;
      keepUnhandledPress(event);
    },
    true,
  );
  window.addEventListener(
    'submit',
    (event) => {
      const form = event.target;
      if (!(form instanceof HTMLFormElement) || !form.querySelector(marked)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      submitted = { form, submitter: event.submitter };
      wait();
    },
    true,
  );
}
