/** The code that signs a request, in one language. */
export interface Signing {
  imports: readonly string[];
  /** They use `url` and `body`, which the sample has defined before. */
  lines: readonly string[];
  /** The headers that the signature adds, with the expressions of their values. */
  headers: readonly [name: string, expression: string][];
}
