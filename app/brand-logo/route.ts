import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { currentBrand, tabIcon } from '@/lib/profiles/current-brand';

const TYPES: Record<string, string> = { '.svg': 'image/svg+xml', '.png': 'image/png' };

/** The logo: the operator's file, or the mark of the profile. */
export async function GET() {
  const brand = currentBrand();
  const { logoFile } = brand;
  const body = logoFile === undefined ? tabIcon(brand) : new Uint8Array(await readFile(logoFile));
  return new Response(body, {
    headers: {
      'Content-Type': TYPES[path.extname(logoFile ?? '.svg').toLowerCase()] ?? 'image/svg+xml',
      // If somebody opens an SVG by itself, its scripts do not run.
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'Cache-Control': 'public, max-age=300',
    },
  });
}
