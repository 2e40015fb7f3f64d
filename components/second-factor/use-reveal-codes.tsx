import { useReveal } from '@/components/reveal/reveal-host';
import { RecoveryCodesDialog } from '@/components/second-factor/recovery-codes-dialog';

interface RevealCodes {
  /** The value of a server action. It is wiped when the dialog closes. */
  answer: { recoveryCodes: readonly string[] };
  onClosed?(): void;
}

/** Shows new recovery codes once. */
export function useRevealCodes(): (reveal: RevealCodes) => void {
  const reveal = useReveal();
  return ({ answer, onClosed }) =>
    reveal({
      answer,
      secrets: () => answer.recoveryCodes,
      dialog: (close) => <RecoveryCodesDialog codes={answer.recoveryCodes} onClose={close} />,
      onClosed,
    });
}
