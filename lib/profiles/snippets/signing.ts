import type { Filled } from '@/lib/profiles/snippets/filled';
import type { Language } from '@/lib/profiles/snippets/languages';

/** What the code that signs refers to. */
export interface SigningNames {
  method: string;
  /** The id of the key, or the environment variable that it comes from. */
  keyId: Filled;
  /** The environment variable of the signing secret. */
  signingSecret: string;
}

/** The code that signs a request, in one language. */
export interface SigningCode {
  imports: readonly string[];
  /** They use the variables `url` and `body`, which the sample has defined before. For curl, they are lines of a shell. */
  lines: readonly string[];
  /** The headers that the signature adds, with the expressions of their values. */
  headers: readonly [name: string, expression: string][];
}

/** What the documentation says about a way of signing. */
export interface SigningGuide {
  introduction: string;
  /** What a signed request contains, and the rule for each part. */
  rules: readonly (readonly [part: string, rule: string])[];
  code: Readonly<Record<Language, (names: SigningNames) => SigningCode>>;
}
