'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { ConfirmAppDialog } from '@/app/(portal)/settings/security/_components/confirm-app-dialog';
import { PasswordDialog } from '@/app/(portal)/settings/security/_components/password-dialog';
import { ProveDialog } from '@/app/(portal)/settings/security/_components/prove-dialog';
import { RecoveryCodesDialog } from '@/app/(portal)/settings/security/_components/recovery-codes-dialog';
import {
  renewRecoveryCodesAction,
  turnOffSecondFactorAction,
} from '@/app/(portal)/settings/security/actions';
import { Button } from '@/components/ui/button';
import type { AppSetup } from '@/lib/domain/second-factor/schema';

interface SecondFactorControlsProps {
  on: boolean;
  barred: Record<'turnOn' | 'renew' | 'turnOff', string | undefined>;
}

type Step =
  | { at: 'password' | 'renew' | 'turn off' }
  | { at: 'app'; setup: AppSetup }
  | { at: 'codes'; codes: readonly string[] };

/** Turns two-step verification on and off, and makes new recovery codes. */
export function SecondFactorControls({ on, barred }: SecondFactorControlsProps) {
  const [step, setStep] = useState<Step>();
  const close = () => setStep(undefined);
  const showCodes = (codes: readonly string[]) => setStep({ at: 'codes', codes });
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {on ? (
          <>
            <Button barred={barred.renew} onClick={() => setStep({ at: 'renew' })}>
              New recovery codes
            </Button>
            <Button barred={barred.turnOff} onClick={() => setStep({ at: 'turn off' })}>
              Turn off
            </Button>
          </>
        ) : (
          <Button variant="primary" barred={barred.turnOn} onClick={() => setStep({ at: 'password' })}>
            Turn on
          </Button>
        )}
      </div>
      {step?.at === 'password' && (
        <PasswordDialog onBegun={(setup) => setStep({ at: 'app', setup })} onClose={close} />
      )}
      {step?.at === 'app' && <ConfirmAppDialog setup={step.setup} onConfirmed={showCodes} onClose={close} />}
      {step?.at === 'codes' && <RecoveryCodesDialog codes={step.codes} onClose={close} />}
      {step?.at === 'renew' && (
        <ProveDialog
          title="Make new recovery codes?"
          description="The old ones stop working."
          action="Make new codes"
          prove={renewRecoveryCodesAction}
          onProven={({ recoveryCodes }) => showCodes(recoveryCodes)}
          onClose={close}
        />
      )}
      {step?.at === 'turn off' && (
        <ProveDialog
          title="Turn off two-step verification?"
          description="Your password alone will sign you in."
          action="Turn off"
          danger
          prove={turnOffSecondFactorAction}
          onProven={() => {
            close();
            toast.success('Two-step verification is off');
          }}
          onClose={close}
        />
      )}
    </>
  );
}
