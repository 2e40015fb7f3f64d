'use client';

import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { CopyLine } from '@/app/(portal)/settings/api-keys/_components/copy-line';
import type { KeySettings } from '@/app/(portal)/settings/api-keys/_components/create-key';
import { FirstRequest } from '@/app/(portal)/settings/api-keys/_components/first-request';
import { SecretField } from '@/app/(portal)/settings/api-keys/_components/secret-field';
import { useLeaveGuard } from '@/app/(portal)/settings/api-keys/_components/use-leave-guard';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';

/** What is shown once: a key's secret, its signing secret, or both. */
export interface NewSecrets {
  key: { id: string; label: string };
  secret?: string | null;
  signingSecret?: string | null;
}

interface SaveKeyDialogProps extends Pick<KeySettings, 'policy' | 'base'> {
  created: NewSecrets;
  /** Whether to wait for the key's first request, which only a new key has before it. */
  isNew?: boolean;
  onClose(): void;
}

/** Shows new secrets, this once, and does not let them be lost by accident. */
export function SaveKeyDialog({ created, policy, base, isNew = true, onClose }: SaveKeyDialogProps) {
  const { key, secret, signingSecret } = created;
  const copyButton = useRef<HTMLButtonElement>(null);
  const [keySaved, setKeySaved] = useState(!secret);
  const [signingSaved, setSigningSaved] = useState(!signingSecret);
  const [asking, setAsking] = useState(false);
  const saved = keySaved && signingSaved;
  const subject = keySaved ? 'signing secret' : 'key';

  const close = () => (saved ? onClose() : setAsking(true));
  useLeaveGuard(!saved, () => setAsking(true));
  useEffect(() => {
    // A page that the browser keeps for its back button must not keep the secret.
    const forget = () => flushSync(onClose);
    window.addEventListener('pagehide', forget);
    return () => window.removeEventListener('pagehide', forget);
  }, [onClose]);

  function goBack() {
    flushSync(() => setAsking(false));
    copyButton.current?.focus();
  }

  const lines = [
    secret && `${policy.variable}=${secret}`,
    signingSecret && `${policy.signingVariable}=${signingSecret}`,
  ].filter((line) => typeof line === 'string');

  return (
    <>
      <Dialog
        title={secret ? 'Save your API key' : 'Save your signing secret'}
        description={`“${key.label}” shows this only once. Keep it where your server reads its secrets.`}
        initialFocus={copyButton}
        onClose={close}
        footer={
          <Button variant={saved ? 'primary' : 'secondary'} onClick={close}>
            Done
          </Button>
        }
      >
        <div className="space-y-5">
          {secret && (
            <SecretField
              label="API key"
              value={secret}
              saved={keySaved}
              copyButton={copyButton}
              onSaved={() => setKeySaved(true)}
            />
          )}
          {signingSecret && (
            <SecretField
              label="Signing secret"
              value={signingSecret}
              saved={signingSaved}
              copyName={secret ? 'Signing secret to clipboard' : undefined}
              copyButton={secret ? undefined : copyButton}
              onSaved={() => setSigningSaved(true)}
            />
          )}
          <CopyLine
            caption={lines.length > 1 ? 'As environment variables' : 'As an environment variable'}
            text={lines.join('\n')}
            onCopied={() => {
              setKeySaved(true);
              setSigningSaved(true);
            }}
          />
          {secret && !signingSecret && (
            <CopyLine
              caption="Try it"
              text={`curl ${window.location.origin}${base}/account -H "Authorization: Bearer ${secret}"`}
            />
          )}
          {signingSecret && (
            <p className="text-[0.8125rem] text-ink-muted">
              Sign each call with this secret: HTTP Message Signatures (RFC 9421) with HMAC-SHA-256, and a
              sha-256 or sha-512 Content-Digest if there is a body. The key’s page explains rejected
              signatures.
            </p>
          )}
          {isNew && <FirstRequest keyId={key.id} />}
        </div>
      </Dialog>
      {asking && (
        <Dialog
          role="alertdialog"
          size="small"
          title={`Close without the ${subject}?`}
          description={`You have not copied this ${subject}, and ${keySaved ? 'it' : 'its secret'} cannot be shown again. ${WITHOUT[keySaved ? 'signing' : isNew ? 'created' : 'rotated']}`}
          onClose={goBack}
          footer={
            <>
              <Button onClick={goBack}>Back to the {subject}</Button>
              <Button variant="danger" onClick={onClose}>
                Close anyway
              </Button>
            </>
          }
        />
      )}
    </>
  );
}

const WITHOUT = {
  created: 'Without it, you would have to revoke the key and create another.',
  rotated: 'Without it, you would have to rotate the key once more.',
  signing: 'Without it, you would have to replace it on the key’s page.',
};
