/** The code with which a result is refused; undefined for a good one. */
export function codeOf(result: { ok: boolean; refusal?: { code: string } }): string | undefined {
  return result.refusal?.code;
}
