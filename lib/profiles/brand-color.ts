/** More would not have enough contrast. At the lightness of our buttons, screens show less of the colors around teal. */
const maxChroma = (hue: number) => (hue > 140 && hue < 230 ? 0.09 : 0.17);

/** A value of sRGB, from 0 to 1, as light. */
const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

/**
 * The hue and chroma of a color in OKLCH (https://bottosson.github.io/posts/oklab).
 * @param color `#rrggbb`
 * @returns the hue in degrees and the chroma, at most 0.17, rounded as style sheets need them
 */
export function hueAndChroma(color: string): { hue: number; chroma: number } {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) =>
    linear(Number.parseInt(color.slice(at, at + 2), 16) / 255),
  );
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const green = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const blue = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  const hue = Math.round(((Math.atan2(blue, green) * 180) / Math.PI + 360) % 360);
  const chroma = Math.round(Math.hypot(green, blue) * 100) / 100;
  return { hue, chroma: Math.min(chroma, maxChroma(hue)) };
}
