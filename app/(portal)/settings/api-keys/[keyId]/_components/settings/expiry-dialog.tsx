import { ExpiryField } from '@/app/(portal)/settings/api-keys/_components/expiry/expiry-field';
import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/editor-props';
import { setExpiryAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { toast } from '@/components/ui/toast';
import { setExpirySchema } from '@/lib/domain/key-settings/schema';
import { say } from '@/lib/say';

/** Changes when the key expires. */
export function ExpiryDialog({ apiKey, draft, onClose }: EditorProps) {
  const { form, state } = useActionForm({
    schema: setExpirySchema,
    values: { keyId: apiKey.id, expiry: apiKey.expiresAt ?? 'never' },
    fields: ['expiry'],
    draft,
    submit: setExpiryAction,
    onDone() {
      onClose();
      toast.success('Expiry saved');
    },
  });
  const { errors, isSubmitted } = form.formState;
  return (
    <FormDialog
      title="Change expiry"
      description={say`Calls fail after this date. If the key is in use, we email you 30, 14, 7 and 1 days before.`}
      {...state}
      onClose={onClose}
    >
      <ExpiryField
        value={form.watch('expiry')}
        onChange={(expiry) =>
          form.setValue('expiry', expiry, { shouldDirty: true, shouldValidate: isSubmitted })
        }
        error={errors.expiry?.message}
      />
    </FormDialog>
  );
}
