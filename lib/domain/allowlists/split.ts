interface SplitEntry {
  network: string;
  note: string;
}

const ADDRESS_LIKE = /^[[\da-f]*[.:][\da-f:.*]/i;
/** A netmask after a space belongs to the address before it. */
const SPACED_MASK = /(\d)\s+((?:255|0)\.\d{1,3}\.\d{1,3}\.\d{1,3})(?![.\d/])/g;
const RANGE_DASH = /(?<=[\da-f:])\s*[-\u2010-\u2015]\s*(?=[\da-f:])/gi;

function splitLine(line: string): SplitEntry[] {
  const [written = '', ...comment] = line.split('#');
  const together = written
    .replace(/\s*\/\s*/g, '/')
    .replace(SPACED_MASK, '$1/$2')
    .replace(RANGE_DASH, '-');
  const [first, ...rest] = together.split(/[\s,;"'`]+/).filter((part) => /[^[\]]/.test(part));
  if (first === undefined) return [];
  const note = comment.join('#').trim();
  if (rest.length > 0 && !rest.some((part) => ADDRESS_LIKE.test(part))) {
    return [{ network: first, note: [rest.join(' '), note].filter(Boolean).join(' ') }];
  }
  return [first, ...rest].map((network) => ({ network, note }));
}

/**
 * The entries of a pasted list: separated by lines, commas, semicolons or spaces, with or without quotes. Text after an
 * entry on its line, or after a #, is its note. The entries are not checked.
 */
export function splitEntries(text: string): SplitEntry[] {
  return text.split(/[\r\n]+/).flatMap(splitLine);
}
