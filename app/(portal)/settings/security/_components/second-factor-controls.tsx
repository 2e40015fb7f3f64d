'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { ConfirmAppDialog } from '@/app/(portal)/settings/security/_components/confirm-app-dialog';
import { ConfirmIdentityDialog } from '@/app/(portal)/settings/security/_components/confirm-identity-dialog';
import { PasswordDialog } from '@/app/(portal)/settings/security/_components/password-dialog';
import {
  renewRecoveryCodesAction,
  turnOffSecondFactorAction,
} from '@/app/(portal)/settings/security/actions';
import { useReveal } from '@/components/reveal/reveal-host';
import { useRevealCodes } from '@/components/second-factor/use-reveal-codes';
import { Button } from '@/components/ui/button';
import type { AppSetup } from '@/lib/domain/second-factor/schema';

interface SecondFactorControlsProps {
  on: boolean;
  disabledReason: Record<'turnOn' | 'renew' | 'turnOff', string | undefined>;
}

/** Buttons that turn two-step verification on and off, and create new recovery codes. */
export function SecondFactorControls({ on, disabledReason }: SecondFactorControlsProps) {
  const [asking, setAsking] = useState<'password' | 'renew' | 'turn off'>();
  const reveal = useReveal();
  const revealCodes = useRevealCodes();
  const close = () => setAsking(undefined);

  function setUpApp(setup: AppSetup) {
    close();
    reveal({
      answer: setup,
      secrets: () => [setup.secret],
      dialog: (closeSetup) => (
        <ConfirmAppDialog
          setup={setup}
          onConfirmed={(answer) => {
            closeSetup();
            revealCodes({ answer });
          }}
          onClose={closeSetup}
        />
      ),
    });
  }

  return (
    <>
      <div className="flex flex-wrap gap-2">
        {on ? (
          <>
            <Button disabledReason={disabledReason.renew} onClick={() => setAsking('renew')}>
              New recovery codes
            </Button>
            <Button disabledReason={disabledReason.turnOff} onClick={() => setAsking('turn off')}>
              Turn off
            </Button>
          </>
        ) : (
          <Button
            variant="primary"
            disabledReason={disabledReason.turnOn}
            onClick={() => setAsking('password')}
          >
            Turn on
          </Button>
        )}
      </div>
      {asking === 'password' && <PasswordDialog onBegun={setUpApp} onClose={close} />}
      {asking === 'renew' && (
        <ConfirmIdentityDialog
          title="Create new recovery codes?"
          description="Your old codes stop working."
          action="Create new codes"
          submit={renewRecoveryCodesAction}
          onDone={(answer) => {
            close();
            revealCodes({ answer });
          }}
          onClose={close}
        />
      )}
      {asking === 'turn off' && (
        <ConfirmIdentityDialog
          title="Turn off two-step verification?"
          description="Your password alone will sign you in."
          action="Turn off"
          danger
          submit={turnOffSecondFactorAction}
          onDone={() => {
            close();
            toast.success('Two-step verification is off');
          }}
          onClose={close}
        />
      )}
    </>
  );
}
