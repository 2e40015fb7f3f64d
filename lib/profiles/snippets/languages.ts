/** The languages of the samples, and what readers call them. */
export const LANGUAGES = { curl: 'curl', javascript: 'JavaScript', python: 'Python', php: 'PHP' } as const;

export type Language = keyof typeof LANGUAGES;

/** A program that makes one call. It reads the API's address and the key from the environment. */
export interface Sample {
  language: Language;
  text: string;
}
