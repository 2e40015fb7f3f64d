import { type ReactNode, useState } from 'react';
import type { KeySettings } from '@/app/(portal)/settings/api-keys/_components/key-settings';
import {
  type NewSecrets,
  SaveKeyDialog,
} from '@/app/(portal)/settings/api-keys/_components/shown-secret/save-key-dialog';
import { useReveal } from '@/components/reveal/reveal-host';

interface RevealKey {
  /** The value of a server action. It is wiped when the dialog closes. */
  answer: NewSecrets;
  /** Whether to wait for the key's first request, which only a new key has before it. */
  isNew?: boolean;
  /** The settings of the key, if they are shown with it. */
  settings?: ReactNode;
  /** What follows the rotation. */
  progress?: ReactNode;
  onClosed(): void;
}

/**
 * Shows secrets of a key: after it was created or rotated, got a signing secret, or when the member asks for them again.
 * The form that asked for them then renders nothing, see `isRevealed`.
 */
export function useRevealKey({ policy, api }: Pick<KeySettings, 'policy' | 'api'>): {
  isRevealed: boolean;
  revealKey(reveal: RevealKey): void;
} {
  const [isRevealed, setIsRevealed] = useState(false);
  const reveal = useReveal();
  return {
    isRevealed,
    revealKey({ answer, isNew = false, settings, progress, onClosed }) {
      setIsRevealed(true);
      reveal({
        answer,
        secrets: () => [answer.secret, answer.signingSecret].filter((secret) => typeof secret === 'string'),
        dialog: (close) => (
          <SaveKeyDialog
            created={answer}
            isNew={isNew}
            settings={settings}
            progress={progress}
            policy={policy}
            api={api}
            onClose={close}
          />
        ),
        onClosed,
      });
    },
  };
}
