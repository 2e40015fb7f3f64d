/** What a provider calls its product, its keys and their environments. */
export interface ProviderWords {
  /** The name of the product. */
  product: string;
  /** One key, such as “API key” or “token”. Its plural ends in s. */
  key: string;
  /** The same for short, where it is clear what is meant. */
  shortKey: string;
  /** The environments in lower case, such as “live” and “test”. */
  live: string;
  sandbox: string;
}

/** Writes a sentence in a provider's words. */
export type Say = (texts: TemplateStringsArray, ...values: readonly (string | number)[]) => string;

const DEFAULT: ProviderWords = {
  product: 'Keydesk',
  key: 'API key',
  shortKey: 'key',
  live: 'live',
  sandbox: 'sandbox',
};

/** Next loads this module a second time; both copies use the same words. */
const SHARED: { [name: symbol]: ProviderWords | undefined } = globalThis;
const WORDS = Symbol.for('keydesk.words');

/** An article and a word that providers choose. An idempotency key is no API key, and a path stays. */
const WORD = /(?<![-/@]|idempotency )\b(?:(an?) )?(Keydesk|API keys?|keys?|live|sandbox)\b/gi;

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function chosenWord(words: ProviderWords, ours: string): string {
  switch (ours.toLowerCase()) {
    case 'keydesk':
      return words.product;
    case 'api key':
      return words.key;
    case 'api keys':
      return `${words.key}s`;
    case 'keys':
      return `${words.shortKey}s`;
    case 'live':
      return words.live;
    case 'sandbox':
      return words.sandbox;
    default:
      return words.shortKey;
  }
}

function translate(text: string, words: ProviderWords, isStart: boolean): string {
  return text.replace(WORD, (match: string, article: string | undefined, ours: string, at: number) => {
    const word = chosenWord(words, ours);
    const phrase = article === undefined ? word : `${/^[aeiou]/i.test(word) ? 'an' : 'a'} ${word}`;
    const startsSentence = at === 0 ? isStart : /[.?!] $/.test(text.slice(0, at));
    const isCapital = /^[A-Z]/.test(match) && !match.startsWith('API') && ours !== 'Keydesk';
    return (startsSentence && match.startsWith('API')) || isCapital ? capitalized(phrase) : phrase;
  });
}

/**
 * The tag for sentences about keys or the product. Write “Keydesk”, “API key”, “key”, “live” and “sandbox” in the
 * sentence; the result has the provider's words, with the right article. Values in the sentence stay as they are.
 */
export function sayWith(words: ProviderWords): Say {
  return (texts, ...values) =>
    texts.map((text, index) => translate(text, words, index === 0) + String(values[index] ?? '')).join('');
}

/** Sets the words of this process. The start of a process does it. */
export function setProviderWords(words: ProviderWords): void {
  SHARED[WORDS] = words;
}

/** The words of this process; in a browser, those that the page was sent with. */
export function providerWords(): ProviderWords {
  if (typeof document === 'undefined') return SHARED[WORDS] ?? DEFAULT;
  return { ...DEFAULT, ...document.documentElement.dataset };
}

/** The tag for sentences in the words of this process. It works on the server and in a browser. */
export const say: Say = (texts, ...values) => sayWith(providerWords())(texts, ...values);
