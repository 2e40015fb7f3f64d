import { useState } from 'react';
import type { KeySettings } from '@/app/(portal)/settings/api-keys/_components/key-settings';
import {
  type NewSecrets,
  SaveKeyDialog,
} from '@/app/(portal)/settings/api-keys/_components/shown-secret/save-key-dialog';
import { useReveal } from '@/components/reveal/reveal-host';

interface RevealKey {
  /** What a server action answered. It is wiped when the dialog closes. */
  answer: NewSecrets;
  /** Whether to wait for the key's first request, which only a new key has before it. */
  isNew?: boolean;
  onClosed(): void;
}

/**
 * Shows the new secrets of a key once, after it was created, rotated or given a signing secret.
 * The form that asked for them renders nothing from then on, see `isRevealed`.
 */
export function useRevealKey({ policy, base }: Pick<KeySettings, 'policy' | 'base'>): {
  isRevealed: boolean;
  revealKey(reveal: RevealKey): void;
} {
  const [isRevealed, setIsRevealed] = useState(false);
  const reveal = useReveal();
  return {
    isRevealed,
    revealKey({ answer, isNew = false, onClosed }) {
      setIsRevealed(true);
      reveal({
        answer,
        secrets: () => [answer.secret, answer.signingSecret].filter((secret) => typeof secret === 'string'),
        dialog: (close) => (
          <SaveKeyDialog created={answer} isNew={isNew} policy={policy} base={base} onClose={close} />
        ),
        onClosed,
      });
    },
  };
}
