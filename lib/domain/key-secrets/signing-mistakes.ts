/** A sentence about a mistake, and what was used because of it in place of what was right. */
export type Mistake<Used = string> = [problem: string, make: (right: string) => Used];

export const addBreak = (text: string) => `${text}\n`;
export const toCrLf = (text: string) => text.replaceAll('\n', '\r\n');

/** Mistakes with the text that is signed, by any scheme. */
export const TEXT_MISTAKES: readonly Mistake[] = [
  ['A line break was signed at the end.', addBreak],
  ['The lines end in CR LF.', toCrLf],
];

/** Mistakes with a signing secret that starts with `prefix`. */
export function secretMistakes(prefix: string): Mistake<string | Buffer>[] {
  return [
    ['The signing secret was decoded from base64 first.', (secret) => Buffer.from(secret, 'base64')],
    ['The signing secret was used without its prefix.', (secret) => secret.slice(prefix.length)],
    ['The signing secret was used with a line break at its end.', (secret) => `${secret}\n`],
  ];
}
