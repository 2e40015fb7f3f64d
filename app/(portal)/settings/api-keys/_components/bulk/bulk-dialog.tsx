'use client';

import { useRef, useState } from 'react';
import { KIND_TEXTS } from '@/app/(portal)/settings/api-keys/_components/bulk/bulk-texts';
import { Impact } from '@/app/(portal)/settings/api-keys/_components/bulk/impact';
import { ProgressDialog } from '@/app/(portal)/settings/api-keys/_components/bulk/progress-dialog';
import { usePreview } from '@/app/(portal)/settings/api-keys/_components/bulk/use-preview';
import { ExpiryField } from '@/app/(portal)/settings/api-keys/_components/expiry/expiry-field';
import { startBulkActionAction } from '@/app/(portal)/settings/api-keys/actions';
import { newCreationToken } from '@/components/forms/creation-token';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { ConfirmationField } from '@/components/rehearsals/confirmation-field';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { canonicalNetwork } from '@/lib/domain/allowlists/network';
import type { BulkKind } from '@/lib/domain/bulk-actions/limits';
import type { BulkProgress } from '@/lib/domain/bulk-actions/progress';
import { type BulkSelectionInput, startBulkActionSchema } from '@/lib/domain/bulk-actions/schema';
import { refuse } from '@/lib/errors';

interface BulkDialogProps {
  kind: BulkKind;
  selection: BulkSelectionInput;
  /** How many keys are selected. */
  count: number;
  /** Called without having changed anything. */
  onCancel(): void;
  /** Called when the user has seen how far the bulk action is. */
  onClose(): void;
}

const NO_IMPACT = 'Wait until this dialog shows what would happen.';

/** Shows what would happen to the selected keys, asks to confirm it, and then shows the progress. */
export function BulkDialog({ kind, selection, count, onCancel, onClose }: BulkDialogProps) {
  const cancel = useRef<HTMLButtonElement>(null);
  const [started, setStarted] = useState<BulkProgress>();
  const { form, state } = useActionForm({
    schema: startBulkActionSchema,
    values: {
      selection,
      kind,
      expiry: '90d',
      ...(kind === 'addNetwork' && { entry: { network: '', note: '' } }),
      asOf: new Date().toISOString(),
      fingerprint: '',
      token: newCreationToken(),
      confirmation: '',
    },
    fields: ['expiry', 'entry.network', 'entry.note', 'confirmation'],
    async submit(input) {
      if (!preview) return refuse('CONFLICT', NO_IMPACT);
      if (!preview.ok) return preview;
      const { asOf, fingerprint } = preview.value;
      return startBulkActionAction({ ...input, asOf, fingerprint });
    },
    onDone: setStarted,
    onRefused({ code, fields }) {
      // It also refuses another sentence if other calls would stop than those that were shown.
      if (code === 'CONFLICT' || fields?.confirmation) askAgain();
      return false;
    },
  });
  const { errors, isSubmitted } = form.formState;
  const expiry = form.watch('expiry') ?? 'never';
  const network = form.watch('entry.network') ?? '';
  const isAsked = kind !== 'addNetwork' || canonicalNetwork(network) !== undefined;
  const { preview, latest, askAgain } = usePreview(
    isAsked ? { selection, kind, expiry, ...(kind === 'addNetwork' && { entry: { network } }) } : null,
  );
  const confirmation = isAsked && latest?.ok ? latest.value.confirmation : null;

  if (started) return <ProgressDialog progress={started} onClose={onClose} />;

  const { title, description, action } = KIND_TEXTS[kind];
  const asksOnly = kind === 'disable' || kind === 'revoke';
  return (
    <FormDialog
      title={title(count)}
      description={description()}
      action={action()}
      danger={asksOnly}
      size="medium"
      {...(asksOnly && { cancelButton: cancel })}
      {...state}
      onClose={onCancel}
    >
      {kind === 'setExpiry' && (
        <ExpiryField
          value={expiry}
          onChange={(value) =>
            form.setValue('expiry', value, { shouldDirty: true, shouldValidate: isSubmitted })
          }
          error={errors.expiry?.message}
        />
      )}
      {kind === 'addNetwork' && (
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="Address" error={errors.entry?.network?.message}>
            <Input
              placeholder="203.0.113.0/24"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              className="font-mono"
              {...form.register('entry.network')}
            />
          </Field>
          <Field label="Note" hint="Optional, such as Office" error={errors.entry?.note?.message}>
            <Input autoComplete="off" {...form.register('entry.note')} />
          </Field>
        </div>
      )}
      <Impact preview={isAsked ? preview : null} later={kind === 'setExpiry'} />
      {confirmation !== null && (
        <ConfirmationField
          noun="sentence"
          name={confirmation}
          error={errors.confirmation?.message}
          field={form.register('confirmation')}
        />
      )}
    </FormDialog>
  );
}
