/**
 * Empties every text in `value` and in the objects in it, in place. For values that contained a secret: other code can
 * have a reference to the same object, such as Next.js, which keeps the result of the latest server action.
 */
export function wipe(value: object): void {
  for (const [name, content] of Object.entries(value)) {
    if (typeof content === 'string') Reflect.set(value, name, '');
    else if (typeof content === 'object' && content !== null) wipe(content);
  }
}
