import type { NextConfig } from 'next';

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` looks at the types, of the tests too; starting the product need not wait for that.
  typescript: { ignoreBuildErrors: true },
};

export default config;
