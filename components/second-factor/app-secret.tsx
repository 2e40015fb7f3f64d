import type { AppSetup } from '@/lib/domain/second-factor/schema';

/** The secret for an authenticator app, as a QR code and as text. */
export function AppSecret({ secret, qrCode }: AppSetup) {
  return (
    <div className="space-y-3">
      <p>Scan this code with an authenticator app, such as the one in your password manager.</p>
      {/* biome-ignore lint/performance/noImgElement: an image in a data URL has nothing to load. */}
      <img
        src={qrCode}
        alt="QR code with the secret below"
        width={192}
        height={192}
        className="mx-auto size-48 rounded-lg border"
      />
      <p className="text-[0.8125rem] text-ink-muted">
        Or enter this secret in the app:{' '}
        <code translate="no" className="wrap-anywhere select-all font-mono text-ink">
          {secret.replace(/.{4}(?=.)/g, '$& ')}
        </code>
      </p>
    </div>
  );
}
