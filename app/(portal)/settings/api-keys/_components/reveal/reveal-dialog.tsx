import { KeyFacts } from '@/app/(portal)/settings/api-keys/_components/reveal/key-facts';
import { useRevealKey } from '@/app/(portal)/settings/api-keys/_components/shown-secret/use-reveal-key';
import { revealApiKeyAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { ConfirmIdentityDialog } from '@/components/forms/confirm-identity-dialog';
import type { ApiKeyView } from '@/lib/domain/api-keys/view';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import type { PortalApi } from '@/lib/profiles/portal-api';
import { say } from '@/lib/say';

export interface RevealDialogProps {
  apiKey: Pick<ApiKeyView, 'id'>;
  policy: KeyPolicy;
  api: PortalApi;
  onClose(): void;
}

/** Asks who the member is, and shows the secrets of the key again, next to its settings. */
export function RevealDialog({ apiKey, policy, api, onClose }: RevealDialogProps) {
  const { isRevealed, revealKey } = useRevealKey({ policy, api });
  if (isRevealed) return null;
  return (
    <ConfirmIdentityDialog
      title={say`Show key`}
      shows={say`key`}
      submit={(proof) => revealApiKeyAction({ keyId: apiKey.id, ...proof })}
      onDone={(answer) =>
        revealKey({
          answer,
          settings: <KeyFacts apiKey={answer.key} policy={policy} />,
          onClosed: onClose,
        })
      }
      onClose={onClose}
    />
  );
}
