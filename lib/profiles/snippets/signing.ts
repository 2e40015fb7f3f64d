/** What the code that signs refers to. */
export interface SigningNames {
  method: string;
  /** The environment variable of the key id. */
  keyId: string;
  /** The environment variable of the signing secret. */
  signingSecret: string;
}

/** The code that signs a request, in one language. */
export interface SigningCode {
  imports: readonly string[];
  /** They use the variables `url` and `body`, which the sample has defined before. */
  lines: readonly string[];
  /** The headers that the signature adds, with the expressions of their values. */
  headers: readonly [name: string, expression: string][];
}

/** What the documentation says about a way of signing. */
export interface SigningGuide {
  introduction: string;
  /** What a signed request contains, and the rule for each part. */
  rules: readonly (readonly [part: string, rule: string])[];
  code: Readonly<Record<'javascript' | 'python' | 'php', (names: SigningNames) => SigningCode>>;
}
