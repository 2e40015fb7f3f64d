'use client';

import { useState } from 'react';
import { ConfirmAppDialog } from '@/app/(portal)/settings/security/_components/confirm-app-dialog';
import {
  beginSecondFactorAction,
  renewRecoveryCodesAction,
  turnOffSecondFactorAction,
} from '@/app/(portal)/settings/security/actions';
import { useReveal } from '@/components/reveal/reveal-host';
import { ProofDialog } from '@/components/second-factor/proof-dialog';
import { useRevealCodes } from '@/components/second-factor/use-reveal-codes';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import type { AppSetup } from '@/lib/domain/second-factor/schema';

interface SecondFactorControlsProps {
  app: boolean;
  passkeys: boolean;
  disabledReason: Record<'turnOn' | 'renew' | 'turnOff', string | undefined>;
}

/** Buttons that add and remove the authenticator app, and create new recovery codes. */
export function SecondFactorControls({ app, passkeys, disabledReason }: SecondFactorControlsProps) {
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
        {(app || passkeys) && (
          <Button disabledReason={disabledReason.renew} onClick={() => setAsking('renew')}>
            New recovery codes
          </Button>
        )}
        {app ? (
          <Button disabledReason={disabledReason.turnOff} onClick={() => setAsking('turn off')}>
            {passkeys ? 'Remove app' : 'Turn off'}
          </Button>
        ) : (
          <Button
            variant={passkeys ? 'secondary' : 'primary'}
            disabledReason={disabledReason.turnOn}
            onClick={() => setAsking('password')}
          >
            {passkeys ? 'Set up an app' : 'Turn on'}
          </Button>
        )}
      </div>
      {asking === 'password' && (
        <ProofDialog
          title={passkeys ? 'Set up an authenticator app' : 'Turn on two-step verification'}
          description="You need an authenticator app, on your phone or in your password manager."
          action="Continue"
          submit={beginSecondFactorAction}
          onDone={setUpApp}
          onClose={close}
        />
      )}
      {asking === 'renew' && (
        <ProofDialog
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
        <ProofDialog
          title={passkeys ? 'Remove your authenticator app?' : 'Turn off two-step verification?'}
          description={
            passkeys
              ? 'Your passkeys and recovery codes still work.'
              : 'Your password alone will sign you in.'
          }
          action={passkeys ? 'Remove app' : 'Turn off'}
          danger
          submit={turnOffSecondFactorAction}
          onDone={() => {
            close();
            toast.success(passkeys ? 'Your app is removed' : 'Two-step verification is off');
          }}
          onClose={close}
        />
      )}
    </>
  );
}
