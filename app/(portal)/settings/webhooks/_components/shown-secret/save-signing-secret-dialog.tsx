'use client';

import { useRef } from 'react';
import { CopyLine } from '@/components/shown-secret/copy-line';
import { environmentLine } from '@/components/shown-secret/environment-line';
import { SecretField } from '@/components/shown-secret/secret-field';
import { SecretsDialog } from '@/components/shown-secret/secrets-dialog';
import { useSavedSecrets } from '@/components/shown-secret/use-saved-secrets';

interface SaveSigningSecretDialogProps {
  secret: string;
  /** Whether it can be shown again. */
  isReadable: boolean;
  onClose(): void;
}

/** Shows a signing secret. */
export function SaveSigningSecretDialog({ secret, isReadable, onClose }: SaveSigningSecretDialogProps) {
  const copyButton = useRef<HTMLButtonElement>(null);
  const saved = useSavedSecrets(['signing']);
  return (
    <SecretsDialog
      title={isReadable ? 'Your signing secret' : 'Save your signing secret'}
      description={`${isReadable ? 'You can see it again with your password.' : 'This is the only time you can see this signing secret.'} Store it in your secret manager.`}
      saved={saved}
      isShownOnce={!isReadable}
      question={{
        title: 'You haven’t copied the signing secret',
        description: 'It can’t be shown again. Without it you have to rotate the secret.',
      }}
      copyButton={copyButton}
      onClose={onClose}
    >
      <SecretField
        label="Signing secret"
        testId="signing-secret"
        value={secret}
        saved={saved.isAllSaved}
        copyButton={copyButton}
        onCopy={(copied) => saved.track(copied, ['signing'])}
      />
      <CopyLine
        caption="As an environment variable"
        text={environmentLine('WEBHOOK_SECRET', secret)}
        onCopy={(copied) => saved.track(copied, ['signing'])}
      />
      <p className="text-[0.8125rem] text-ink-muted">
        Every delivery is signed with this secret. Verify the signature before you trust a delivery.
      </p>
    </SecretsDialog>
  );
}
