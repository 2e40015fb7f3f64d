// @ts-check

const A_DAY = 'public, max-age=86400';
/** Files of public/ keep their addresses when they change. */
const PUBLIC_FILES = ['/favicon.ico', '/icon.svg', '/:icon.png', '/robots.txt', '/site.webmanifest'];

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // No page uses next/image, so nothing may call its optimizer.
  images: { unoptimized: true },
  headers: async () =>
    PUBLIC_FILES.map((source) => ({ source, headers: [{ key: 'Cache-Control', value: A_DAY }] })),
  // `npm run check` looks at the types, of the tests too; starting the product need not wait for that.
  typescript: { ignoreBuildErrors: true },
};
