'use client';

import { type FormEvent, useRef, useState, useTransition } from 'react';
import { toast } from 'sonner';
import { KeyImpact } from '@/app/(portal)/settings/api-keys/_components/revoke/key-impact';
import { useImpact } from '@/app/(portal)/settings/api-keys/_components/revoke/use-impact';
import { readImpactAction, revokeApiKeyAction } from '@/app/(portal)/settings/api-keys/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { failedCall } from '@/components/outdated/failed-call';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { ApiKeyView } from '@/lib/domain/api-keys/view';
import { tidy } from '@/lib/domain/text/tidy';
import type { RevocationImpact } from '@/lib/domain/usage/impact';
import type { Result } from '@/lib/errors';

export type RevocableKey = Pick<ApiKeyView, 'id' | 'label' | 'environment' | 'maskedSecret'>;

/** Whether ending the key would break something, as far as is known. A sandbox key breaks nothing. */
function inUse({ environment }: RevocableKey, impact: Result<RevocationImpact> | undefined): boolean {
  return environment === 'live' && impact?.ok === true && impact.value.callsLastDay > 0;
}

interface RevokeDialogProps {
  apiKey: RevocableKey;
  onClose(): void;
}

/** Asks before a key is revoked, shows its recent calls, and wants the label typed if it is in use. */
export function RevokeDialog({ apiKey, onClose }: RevokeDialogProps) {
  const cancel = useRef<HTMLButtonElement>(null);
  const impact = useImpact(apiKey.id);
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState('');
  const [pending, startTransition] = useTransition();
  const isUsed = inUse(apiKey, impact);

  function revoke() {
    startTransition(async () => {
      const known = impact ?? (await readImpactAction({ keyId: apiKey.id }).catch(failedCall));
      if (inUse(apiKey, known) && tidy(typed) !== tidy(apiKey.label)) {
        return setWrong(`Type “${apiKey.label}” to confirm: this key is in use.`);
      }
      const result = await revokeApiKeyAction({ keyId: apiKey.id }).catch(failedCall);
      if (!result.ok) return setWrong(result.refusal.message);
      onClose();
      toast.success(`“${apiKey.label}” is revoked`);
    });
  }

  return (
    <FormDialog
      title={`Revoke “${apiKey.label}”?`}
      description="The next request with this key fails. You can’t undo this."
      action="Revoke key"
      danger
      cancelButton={cancel}
      pending={pending}
      unsaved={typed !== ''}
      refusal={isUsed ? undefined : wrong}
      onSubmit={async (event?: FormEvent) => {
        event?.preventDefault();
        revoke();
      }}
      onClose={onClose}
    >
      <p translate="no" className="truncate font-mono text-[0.8125rem]">
        {apiKey.maskedSecret}
      </p>
      <KeyImpact impact={impact} />
      {isUsed && (
        <Field
          label="Type the label to confirm"
          hint={
            <span>
              The label is <span className="break-words font-medium text-ink">{apiKey.label}</span>
            </span>
          }
          error={wrong}
        >
          <Input
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setWrong('');
            }}
          />
        </Field>
      )}
    </FormDialog>
  );
}
