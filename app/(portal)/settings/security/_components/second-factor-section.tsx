import Link from 'next/link';
import { SecondFactorControls } from '@/app/(portal)/settings/security/_components/second-factor-controls';
import { LocalDate } from '@/components/local-date';
import { Section } from '@/components/section';
import { Alert } from '@/components/ui/alert';
import type { WorkspaceActor } from '@/lib/domain/actor';
import { controlOf } from '@/lib/domain/permissions';
import { readSecondFactor } from '@/lib/domain/second-factor/read';

/** With fewer codes than this, the page shows a warning. */
const FEW_CODES = 3;

/** Two-step verification of the member's own account. */
export async function SecondFactorSection({ actor }: { actor: WorkspaceActor }) {
  const read = await readSecondFactor(actor);
  if (!read.ok) return null;
  const { confirmedAt, passkeys, recoveryCodesLeft } = read.value;
  const on = confirmedAt !== null || passkeys > 0;
  return (
    <Section
      title="Two-step verification"
      lead="Ask for a code from your authenticator app, or for a passkey, when you sign in."
    >
      <div className="space-y-4 px-4 pt-4 pb-4 sm:px-5">
        <p>
          {confirmedAt && (
            <span>
              On since <LocalDate date={confirmedAt} />.{' '}
            </span>
          )}
          {!confirmedAt && <span>{on ? 'On with your passkeys. ' : 'Off. '}</span>}
          {on && <span>{`${recoveryCodesLeft} of 10 recovery codes left. `}</span>}
          <Link
            prefetch={false}
            href="/account"
            className="font-medium text-accent-text underline underline-offset-4"
          >
            <span>{passkeys > 0 ? `Passkeys: ${passkeys}` : 'Use a passkey'}</span>
          </Link>
        </p>
        {on && recoveryCodesLeft < FEW_CODES && (
          <Alert tone="warning">Create new recovery codes before you run out.</Alert>
        )}
        <SecondFactorControls
          app={confirmedAt !== null}
          passkeys={passkeys > 0}
          disabledReason={{
            turnOn: controlOf(actor, 'second-factor/begin').disabledReason,
            renew: controlOf(actor, 'second-factor/renew-recovery-codes').disabledReason,
            turnOff: controlOf(actor, 'second-factor/turn-off').disabledReason,
          }}
        />
      </div>
    </Section>
  );
}
