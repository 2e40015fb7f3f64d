import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hueAndChroma } from '@/lib/profiles/brand-color';
import { PROFILES } from '@/lib/profiles/current';

/** The relative luminance (WCAG 2.2) of a color in OKLCH, as far as a screen can show it. */
function luminance(lightness: number, chroma: number, hue: number): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const shown = (value: number) => Math.min(1, Math.max(0, value));
  const red = shown(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = shown(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = shown(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

const css = readFileSync('app/globals.css', 'utf8');
const [, light = '', dark = ''] = /:root \{([^}]*)\}[\s\S]*?\.dark \{([^}]*)\}/.exec(css) ?? [];

/** The luminance of a variable of the style sheet, with a brand. */
function luminanceOf(theme: string, name: string, { hue, chroma }: { hue: number; chroma: number }): number {
  const [, value = ''] = new RegExp(`--${name}: oklch\\(([^;]*)\\);`).exec(theme) ?? [];
  const [lightness = Number.NaN, c = Number.NaN, h = Number.NaN] = value
    .replace(/calc\(var\(--brand-chroma\) \* ([\d.]+)\)/, (_, part) => String(chroma * Number(part)))
    .replace('var(--brand-chroma)', String(chroma))
    .replace('var(--brand-hue)', String(hue))
    .split(' ')
    .map(Number);
  return luminance(lightness, c, h);
}

const PAIRS = [
  ['accent-ink', 'accent'],
  ['accent-ink', 'accent-hover'],
  ['accent-text', 'canvas'],
  ['accent-text', 'surface'],
  ['accent-text', 'raised'],
  ['accent-text', 'accent-soft'],
  ['ink', 'accent-soft'],
] as const;

const PARTS = ['00', '33', '66', '99', 'cc', 'ff'];
const COLORS = PARTS.flatMap((red) =>
  PARTS.flatMap((green) => PARTS.map((blue) => `#${red}${green}${blue}`)),
);

describe.each([
  ['light', light],
  ['dark', dark],
])('in the %s theme', (_, theme) => {
  it.each(PAIRS)('%s on %s has enough contrast in every color (WCAG 2.2, 1.4.3)', (text, ground) => {
    const tooWeak = COLORS.filter((color) => {
      const brand = hueAndChroma(color);
      return contrast(luminanceOf(theme, text, brand), luminanceOf(theme, ground, brand)) < 4.5;
    });
    expect(tooWeak).toEqual([]);
  });
});

it('keeps the colors of Keydesk', () => {
  expect(hueAndChroma(PROFILES.keydesk.brand.color)).toEqual({ hue: 268, chroma: 0.17 });
});

it('takes the hue of a color, and no more chroma than has enough contrast', () => {
  expect(hueAndChroma('#0f766e')).toEqual({ hue: 186, chroma: 0.09 });
  expect(hueAndChroma('#ff0000').chroma).toBe(0.17);
});
