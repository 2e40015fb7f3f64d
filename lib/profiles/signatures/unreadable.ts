/** A signature that cannot be read; thrown and caught among the schemes alone. Its message is for the sender. */
export class Unreadable extends Error {
  override name = 'Unreadable';
}
