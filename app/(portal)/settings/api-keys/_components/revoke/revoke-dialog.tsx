'use client';

import { useRef } from 'react';
import { z } from 'zod';
import { KeyImpact } from '@/app/(portal)/settings/api-keys/_components/revoke/key-impact';
import { useImpact } from '@/app/(portal)/settings/api-keys/_components/revoke/use-impact';
import { readImpactAction, revokeApiKeyAction } from '@/app/(portal)/settings/api-keys/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { failedCall } from '@/components/outdated/failed-call';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import { apiKeySchema } from '@/lib/domain/api-keys/schema';
import type { ApiKeyView } from '@/lib/domain/api-keys/view';
import { tidy } from '@/lib/domain/text/tidy';
import type { RevocationImpact } from '@/lib/domain/usage/impact';
import { type Result, refuseFields } from '@/lib/errors';
import { say } from '@/lib/say';

export type RevocableKey = Pick<ApiKeyView, 'id' | 'label' | 'environment' | 'maskedSecret'>;

/** The key, and its label as typed to confirm. */
const confirmationSchema = apiKeySchema.extend({ label: z.string() });

/** Whether revoking the key would break something, as far as is known. A sandbox key breaks nothing. */
function inUse({ environment }: RevocableKey, impact: Result<RevocationImpact> | undefined): boolean {
  return environment === 'live' && impact?.ok === true && impact.value.callsLastDay > 0;
}

interface RevokeDialogProps {
  apiKey: RevocableKey;
  /** What the provider calls a key. */
  onClose(): void;
}

/** Asks before a key is revoked and shows its recent calls. If the key is in use, its label must be typed. */
export function RevokeDialog({ apiKey, onClose }: RevokeDialogProps) {
  const cancel = useRef<HTMLButtonElement>(null);
  const impact = useImpact(apiKey.id);
  const isUsed = inUse(apiKey, impact);
  const { form, state } = useActionForm({
    schema: confirmationSchema,
    values: { keyId: apiKey.id, label: '' },
    fields: ['label'],
    async submit({ keyId, label }) {
      const known = impact ?? (await readImpactAction({ keyId }).catch(failedCall));
      if (inUse(apiKey, known) && tidy(label) !== tidy(apiKey.label)) {
        return refuseFields({ label: say`Type “${apiKey.label}” to confirm: this key is in use.` });
      }
      return revokeApiKeyAction({ keyId });
    },
    onDone() {
      onClose();
      toast.success(`“${apiKey.label}” is revoked`);
    },
  });

  return (
    <FormDialog
      title={`Revoke “${apiKey.label}”?`}
      description={say`The next request with this key fails. You can’t undo this.`}
      action={say`Revoke key`}
      danger
      cancelButton={cancel}
      {...state}
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
          error={form.formState.errors.label?.message}
        >
          <Input autoComplete="off" spellCheck={false} {...form.register('label')} />
        </Field>
      )}
    </FormDialog>
  );
}
