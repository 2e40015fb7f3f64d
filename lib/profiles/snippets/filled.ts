/** A text followed by the value of an environment variable. */
export interface Filled {
  text: string;
  variable: string | null;
}

/** A text without a variable. */
export const fixed = (text: string): Filled => ({ text, variable: null });
