import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import { ThemeProvider } from 'next-themes';
import type { ReactNode } from 'react';
import { fontVariables } from '@/app/fonts';
import { brandVariables, currentBrand } from '@/lib/profiles/current-brand';
import { providerWords, say } from '@/lib/say';
import '@/app/globals.css';
import { EarlyInteractionsScript } from '@/components/early-interactions/script';
import { RevealHost } from '@/components/reveal/reveal-host';
import { Toaster } from '@/components/ui/toaster';

export function generateMetadata(): Metadata {
  const { icons } = currentBrand();
  return {
    title: { default: say`Keydesk`, template: say`%s · Keydesk` },
    description: say`Create, monitor and revoke the keys of your messaging API.`,
    icons: { icon: icons?.tab ?? '/brand-logo', ...(icons && { apple: icons.touch }) },
    ...(icons && { manifest: icons.manifest }),
  };
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  const { product, key, shortKey, live, sandbox } = providerWords();
  return (
    // The theme's script sets the class before React hydrates. The browser reads the provider's words from the data, and
    // its colors from the style.
    <html
      lang="en"
      className={fontVariables}
      style={brandVariables(currentBrand())}
      data-product={product}
      data-key={key}
      data-short-key={shortKey}
      data-live={live}
      data-sandbox={sandbox}
      suppressHydrationWarning
    >
      <body className="min-h-dvh">
        <EarlyInteractionsScript nonce={nonce} />
        <ThemeProvider attribute="class" disableTransitionOnChange nonce={nonce}>
          <RevealHost>{children}</RevealHost>
          <Toaster />
        </ThemeProvider>
      </body>
    </html>
  );
}
