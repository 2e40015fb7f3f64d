import { env } from '@/lib/env';
import type { Brand } from '@/lib/profiles/brand';
import { hueAndChroma } from '@/lib/profiles/brand-color';
import { currentProfile } from '@/lib/profiles/current';

/** The brand of this installation: of the profile, as far as the operator does not set another one. */
export function currentBrand(): Brand & { logoFile: string | undefined } {
  const { BRAND_NAME, BRAND_COLOR, BRAND_LOGO, BRAND_SUPPORT } = env();
  const { brand } = currentProfile();
  return {
    color: BRAND_COLOR ?? brand.color,
    mark: brand.mark,
    icons: (BRAND_NAME ?? BRAND_COLOR ?? BRAND_LOGO) ? null : brand.icons,
    logoFile: BRAND_LOGO,
    support: BRAND_SUPPORT ?? brand.support,
  };
}

function drawMark(mark: string, square: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">${square}<path d="${mark}" fill="none" stroke="#fff" stroke-width="2.1" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
}

/** The logo as an SVG document, for browsers. */
export function tabIcon({ color, mark }: Brand): string {
  return drawMark(mark, `<rect width="24" height="24" rx="6" fill="${color}"/>`);
}

/** The variables that the style sheet takes the brand from. */
export function brandVariables({
  color,
  mark,
  logoFile,
}: ReturnType<typeof currentBrand>): Record<`--${string}`, string | number> {
  const { hue, chroma } = hueAndChroma(color);
  const image = `url("data:image/svg+xml,${encodeURIComponent(drawMark(mark, ''))}")`;
  return {
    '--brand-hue': hue,
    '--brand-chroma': chroma,
    ...(logoFile === undefined ? { '--brand-mark': image } : { '--brand-logo': 'url(/brand-logo)' }),
  };
}
