/** The next round number above `value`, for the end of an axis. It is at least `least`. */
export function niceCeiling(value: number, least = 10): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, least)));
  return ([1, 1.5, 2, 2.5, 3, 4, 5, 6, 8].find((step) => step * power >= value) ?? 10) * power;
}
