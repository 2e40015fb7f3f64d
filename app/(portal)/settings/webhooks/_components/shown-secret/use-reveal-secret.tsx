import { useState } from 'react';
import { SaveSigningSecretDialog } from '@/app/(portal)/settings/webhooks/_components/shown-secret/save-signing-secret-dialog';
import { useReveal } from '@/components/reveal/reveal-host';

interface RevealSecret {
  /** The value of a server action. It is wiped when the dialog closes. */
  answer: { secret: string };
  onClosed(): void;
}

/**
 * Shows the signing secret of an endpoint, or the one for callback URLs. The form that asked for it then renders
 * nothing, see `isRevealed`.
 * @param isReadable whether the secret can be shown again
 */
export function useRevealSecret(isReadable: boolean): {
  isRevealed: boolean;
  revealSecret(reveal: RevealSecret): void;
} {
  const [isRevealed, setIsRevealed] = useState(false);
  const reveal = useReveal();
  return {
    isRevealed,
    revealSecret({ answer, onClosed }) {
      setIsRevealed(true);
      reveal({
        answer,
        secrets: () => [answer.secret],
        dialog: (close) => (
          <SaveSigningSecretDialog secret={answer.secret} isReadable={isReadable} onClose={close} />
        ),
        onClosed,
      });
    },
  };
}
