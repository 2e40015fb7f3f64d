import type { AppSetup } from '@/lib/domain/second-factor/schema';

/** The secret for an authenticator app: to be scanned, or typed. */
export function AppSecret({ secret, qrCode }: AppSetup) {
  return (
    <div className="space-y-3">
      <p>Scan this with an authenticator app, such as the one of your password manager.</p>
      {/* biome-ignore lint/performance/noImgElement: a picture within the page has nothing to load. */}
      <img
        src={qrCode}
        alt="QR code with the secret below"
        width={192}
        height={192}
        className="mx-auto size-48 rounded-lg border"
      />
      <p className="text-[0.8125rem] text-ink-muted">
        Or type it into the app:{' '}
        <code translate="no" className="wrap-anywhere select-all font-mono text-ink">
          {secret.replace(/.{4}(?=.)/g, '$& ')}
        </code>
      </p>
    </div>
  );
}
