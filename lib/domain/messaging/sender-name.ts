const SENDER_NAME = /^(?=.*[A-Za-z])[A-Za-z0-9](?:[A-Za-z0-9 ]{0,9}[A-Za-z0-9])?$/;

/** Whether a message may come from this name: up to 11 letters, digits and spaces. */
export function isSenderName(text: string): boolean {
  return SENDER_NAME.test(text);
}
