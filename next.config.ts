import type { NextConfig } from 'next';

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // No page uses next/image, so nothing may call its optimizer.
  images: { unoptimized: true },
  // Browsers ask for this by themselves where what they show names no icon.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
  // `npm run check` looks at the types, of the tests too; starting the product need not wait for that.
  typescript: { ignoreBuildErrors: true },
};

export default config;
