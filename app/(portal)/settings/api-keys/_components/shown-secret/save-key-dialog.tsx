'use client';

import { type ReactNode, useRef } from 'react';
import type { KeySettings } from '@/app/(portal)/settings/api-keys/_components/key-settings';
import { FirstRequest } from '@/app/(portal)/settings/api-keys/_components/shown-secret/first-request';
import { CopyLine } from '@/components/shown-secret/copy-line';
import { environmentLine } from '@/components/shown-secret/environment-line';
import { SecretField } from '@/components/shown-secret/secret-field';
import { SecretsDialog } from '@/components/shown-secret/secrets-dialog';
import { type SecretName, useSavedSecrets } from '@/components/shown-secret/use-saved-secrets';
import type { ApiKeyView } from '@/lib/domain/api-keys/view';
import { chooseFirstCall } from '@/lib/profiles/first-call';
import { curl } from '@/lib/profiles/snippets/curl';
import { URL_VARIABLE } from '@/lib/profiles/snippets/request';
import { say } from '@/lib/say';

/** Secrets to show: of the key, for signing, or both. */
export interface NewSecrets {
  key: Pick<ApiKeyView, 'id' | 'environment' | 'scopes'>;
  secret?: string | null;
  signingSecret?: string | null;
}

interface SaveKeyDialogProps extends Pick<KeySettings, 'policy' | 'api'> {
  created: NewSecrets;
  /** Whether to wait for the key's first request, which only a new key has before it. */
  isNew: boolean;
  settings?: ReactNode;
  /** What follows the rotation, at the end. */
  progress?: ReactNode;
  onClose(): void;
}

/**
 * Shows the secrets of a key. If they can't be shown again, it asks before it closes while one is not copied.
 */
export function SaveKeyDialog({
  created,
  policy,
  api,
  isNew,
  settings,
  progress,
  onClose,
}: SaveKeyDialogProps) {
  const { key, secret, signingSecret } = created;
  const copyButton = useRef<HTMLButtonElement>(null);
  const names: SecretName[] = [
    ...(secret ? ['key' as const] : []),
    ...(signingSecret ? ['signing' as const] : []),
  ];
  const saved = useSavedSecrets(names);
  const { track, isSaved } = saved;
  const isShownOnce = policy.reveal === 'once';
  const { signing } = api;
  const what = secret ? say`API key` : 'signing secret';
  const firstCall = chooseFirstCall(api.firstCalls, key);

  const lines = [
    secret && environmentLine(policy.variable, secret),
    signingSecret && environmentLine(policy.signingVariable, signingSecret),
  ].filter((line) => typeof line === 'string');

  return (
    <SecretsDialog
      title={isShownOnce ? `Save your ${what}` : `Your ${what}`}
      description={
        isShownOnce
          ? `This is the only time you can see this ${secret ? say`key` : 'signing secret'}. Copy it now, and store it in your secret manager.`
          : say`You can see it again in the list of keys. Store it in your secret manager.`
      }
      saved={saved}
      isShownOnce={isShownOnce}
      question={{
        title: `You haven’t copied the ${isSaved('key') ? 'signing secret' : say`key`}`,
        description: `It can’t be shown again. ${without(isSaved('key') ? 'signing' : isNew ? 'created' : 'rotated')}`,
      }}
      copyButton={copyButton}
      onClose={onClose}
    >
      {secret && (
        <SecretField
          label={say`API key`}
          value={secret}
          saved={isSaved('key')}
          testId="secret"
          copyButton={copyButton}
          onCopy={(copied) => track(copied, ['key'])}
        />
      )}
      {signingSecret && (
        <SecretField
          label="Signing secret"
          value={signingSecret}
          saved={isSaved('signing')}
          testId="signing-secret"
          copyName={secret ? 'Signing secret to clipboard' : undefined}
          copyButton={secret ? undefined : copyButton}
          onCopy={(copied) => track(copied, ['signing'])}
        />
      )}
      <CopyLine
        caption={lines.length > 1 ? 'As environment variables' : 'As an environment variable'}
        text={lines.join('\n')}
        onCopy={(copied) => track(copied, names)}
      />
      {secret && !signingSecret && firstCall && (
        <CopyLine
          caption="Try it"
          text={curl(firstCall.request, {
            values: { [URL_VARIABLE]: window.location.origin + api.base, [policy.variable]: secret },
            oneLine: true,
          })}
        />
      )}
      {signingSecret && signing !== null && (
        <p className="text-[0.8125rem] text-ink-muted">
          {say`Sign each call with this secret: ${signing} The key’s page explains rejected signatures.`}
        </p>
      )}
      {settings}
      {isNew ? <FirstRequest keyId={key.id} /> : progress}
    </SecretsDialog>
  );
}

/** What its loss means. */
function without(secret: 'created' | 'rotated' | 'signing'): string {
  switch (secret) {
    case 'created':
      return say`Without it you have to revoke the key and create another.`;
    case 'rotated':
      return say`Without it you have to rotate the key again.`;
    case 'signing':
      return say`Without it you have to replace it on the key’s page.`;
  }
}
