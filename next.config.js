// @ts-check

const A_DAY = 'public, max-age=86400';
/** Files in public/ have the same address after a change, so browsers may cache them only for a day. */
const PUBLIC_FILES = ['/favicon.ico', '/icon.svg', '/:icon.png', '/robots.txt', '/site.webmanifest'];

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // Only the server uses it, and it is large.
  serverExternalPackages: ['stripe'],
  // No page uses next/image, so its optimizer is off.
  images: { unoptimized: true },
  headers: async () =>
    PUBLIC_FILES.map((source) => ({ source, headers: [{ key: 'Cache-Control', value: A_DAY }] })),
  // `npm run check` checks the types, so the build does not.
  typescript: { ignoreBuildErrors: true },
};
