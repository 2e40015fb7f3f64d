import { Eye, RotateCw } from 'lucide-react';
import { MaskedSecret } from '@/app/(portal)/settings/api-keys/_components/masked-secret';
import { EditButton } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/edit-button';
import { OldSecretEnd } from '@/app/(portal)/settings/api-keys/[keyId]/_components/rotate/old-secret-end';
import type { KeyControls } from '@/app/(portal)/settings/api-keys/[keyId]/key-controls';
import { countCalls } from '@/components/count-calls';
import { RefreshEvery } from '@/components/refresh-every';
import { RelativeTime } from '@/components/relative-time';
import { Section } from '@/components/section';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import type { OldSecretTraffic } from '@/lib/domain/key-rotation/old-secret-traffic';
import { say } from '@/lib/say';

/** The calls with the old secret decide when to retire it, so they must be recent. */
const REFRESH_MS = 10_000;

const LEADS: Record<KeyPolicy['reveal'], string> = {
  once: 'Shown once, at creation.',
  recoverable: 'You can see it again with your password.',
};

interface SecretSectionProps {
  apiKey: ApiKeyDetails;
  /** Whether the secret is shown once, or again after a password. */
  reveal: KeyPolicy['reveal'];
  oldSecret: OldSecretTraffic | null;
  controls: KeyControls;
  now: number;
}

/** The key's secret and, while it rotates, the calls with the old one. */
export function SecretSection({ apiKey, reveal, oldSecret, controls, now }: SecretSectionProps) {
  const rotate = controls('key-rotation/rotate');
  return (
    <Section title="Secret" lead={oldSecret ? 'Rotating: both secrets work.' : LEADS[reveal]}>
      <div className="space-y-3 px-4 pt-3 pb-4 sm:px-5">
        {reveal === 'recoverable' && (
          <EditButton opens="reveal" control={controls('key-reveal/reveal')} size="small" className="w-full">
            <Eye aria-hidden />
            <span>{say`Show key`}</span>
          </EditButton>
        )}
        {oldSecret ? (
          <>
            <RefreshEvery intervalMs={REFRESH_MS} />
            <SecretLine name="New" masked={apiKey.maskedSecret} />
            <SecretLine name="Old" masked={oldSecret.maskedSecret} />
            <OldTraffic oldSecret={oldSecret} now={now} />
            <EditButton
              opens="retire"
              control={controls('key-rotation/retire-secret')}
              variant={oldSecret.safeToRetire ? 'success' : 'secondary'}
              size="small"
              className="w-full"
            >
              Retire old secret
            </EditButton>
            {!oldSecret.newSecretUsed && (
              <EditButton opens="rotate" control={rotate} size="small" className="w-full">
                <RotateCw aria-hidden />
                Lost the new secret? Rotate again
              </EditButton>
            )}
          </>
        ) : (
          <>
            <p className="text-ink-muted">
              Rotating adds a new secret; the old one keeps working until the time you choose.
            </p>
            <EditButton opens="rotate" control={rotate} size="small" className="w-full">
              <RotateCw aria-hidden />
              <span>{say`Rotate key`}</span>
            </EditButton>
          </>
        )}
      </div>
    </Section>
  );
}

function SecretLine({ name, masked }: { name: string; masked: string }) {
  return (
    <p className="flex gap-3">
      <span className="w-8 shrink-0 text-ink-muted">{name}</span>
      <MaskedSecret masked={masked} />
    </p>
  );
}

function summaryOf({ callsLastDay, quiet, safeToRetire }: OldSecretTraffic): string {
  if (safeToRetire) return 'No calls for a day: safe to retire';
  if (quiet) return 'No calls for a day, but the new secret was never used';
  return `${countCalls(callsLastDay)} with the old secret in 24 hours`;
}

/** How much the old secret is still used, and until when it works. */
function OldTraffic({ oldSecret, now }: { oldSecret: OldSecretTraffic; now: number }) {
  const { lastUse, safeToRetire, newSecretCalls } = oldSecret;
  return (
    <div
      className={`space-y-1 rounded-lg px-3 py-2.5 ${safeToRetire ? 'bg-success-soft' : 'bg-warning-soft'}`}
    >
      <p className={`font-medium ${safeToRetire ? 'text-success-text' : 'text-warning-text'}`}>
        {summaryOf(oldSecret)}
      </p>
      {lastUse && (
        <p className="text-[0.8125rem] text-ink-muted">
          Last call <RelativeTime date={lastUse.at} now={now} inSentence />{' '}
          <span>{lastUse.address && `from ${lastUse.address}`}</span>
        </p>
      )}
      <p className="text-[0.8125rem] text-ink-muted">{`${countCalls(newSecretCalls)} with the new secret`}</p>
      <p className="text-[0.8125rem] text-ink-muted">
        <OldSecretEnd old={oldSecret} firstUse="the new secret is first used" />
      </p>
    </div>
  );
}
