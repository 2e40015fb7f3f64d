import { ConfirmAppDialog } from '@/app/(portal)/settings/security/_components/confirm-app-dialog';
import {
  beginSecondFactorAction,
  renewRecoveryCodesAction,
  turnOffSecondFactorAction,
} from '@/app/(portal)/settings/security/actions';
import { useReveal } from '@/components/reveal/reveal-host';
import { ProofDialog } from '@/components/second-factor/proof-dialog';
import { useRevealCodes } from '@/components/second-factor/use-reveal-codes';
import { toast } from '@/components/ui/toast';
import type { AppSetup } from '@/lib/domain/second-factor/schema';

interface SecondFactorDialogProps {
  /** What the member wants to do. */
  change: 'turn on' | 'renew' | 'turn off';
  passkeys: boolean;
  onClose(): void;
}

/** Asks who the member is, then adds or removes the authenticator app, or creates new recovery codes. */
export function SecondFactorDialog({ change, passkeys, onClose }: SecondFactorDialogProps) {
  const reveal = useReveal();
  const revealCodes = useRevealCodes();

  function setUpApp(setup: AppSetup) {
    onClose();
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

  switch (change) {
    case 'turn on':
      return (
        <ProofDialog
          title={passkeys ? 'Set up an authenticator app' : 'Turn on two-step verification'}
          description="You need an authenticator app, on your phone or in your password manager."
          action="Continue"
          submit={beginSecondFactorAction}
          onDone={setUpApp}
          onClose={onClose}
        />
      );
    case 'renew':
      return (
        <ProofDialog
          title="Create new recovery codes?"
          description="Your old codes stop working."
          action="Create new codes"
          submit={renewRecoveryCodesAction}
          onDone={(answer) => {
            onClose();
            revealCodes({ answer });
          }}
          onClose={onClose}
        />
      );
    case 'turn off':
      return (
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
            onClose();
            toast.success(passkeys ? 'Your app is removed' : 'Two-step verification is off');
          }}
          onClose={onClose}
        />
      );
  }
}
