/** How a language writes a value. */
export interface Notation {
  /** How many spaces a level is indented by. */
  step: number;
  text(value: string): string;
  /** The key of an entry with what separates it from its value. */
  key(name: string): string;
  object: readonly [open: string, close: string];
  list: readonly [open: string, close: string];
  words: Readonly<Record<'true' | 'false' | 'null', string>>;
}

function enclose(
  [open, close]: readonly [string, string],
  items: string[],
  indent: number,
  step: number,
): string {
  if (items.length === 0) return open + close;
  const lines = items.map((item) => `${' '.repeat(indent + step)}${item},\n`).join('');
  return `${open}\n${lines}${' '.repeat(indent)}${close}`;
}

/**
 * A JSON value as a literal of a language, an entry on each line.
 * @param indent how many spaces the line has on which the literal begins
 */
export function toLiteral(value: unknown, notation: Notation, indent: number): string {
  if (typeof value === 'string') return notation.text(value);
  if (typeof value === 'boolean') return notation.words[value ? 'true' : 'false'];
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return notation.words.null;
  const write = (item: unknown) => toLiteral(item, notation, indent + notation.step);
  if (Array.isArray(value)) return enclose(notation.list, value.map(write), indent, notation.step);
  const entries = Object.entries(value).map(([name, item]) => notation.key(name) + write(item));
  return enclose(notation.object, entries, indent, notation.step);
}
