import { ScopePicker } from '@/app/(portal)/settings/api-keys/_components/create/scope-picker';
import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/editor-props';
import { changeScopesAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { toast } from '@/components/ui/toast';
import { changeScopesSchema } from '@/lib/domain/key-settings/schema';

/** Changes the scopes of the key. */
export function ScopesDialog({ apiKey, policy, suggestion, draft, onClose }: EditorProps) {
  const added = suggestion?.scope && !apiKey.scopes.includes(suggestion.scope) ? [suggestion.scope] : [];
  const { form, state } = useActionForm({
    schema: changeScopesSchema,
    values: { keyId: apiKey.id, scopes: [...apiKey.scopes, ...added], from: apiKey.scopes },
    fields: ['scopes'],
    draft,
    submit: changeScopesAction,
    onDone() {
      onClose();
      toast.success('Scopes saved');
    },
  });
  const { errors, isSubmitted } = form.formState;
  return (
    <FormDialog
      title="Change scopes"
      description="Changes apply from the next request. You can always remove scopes. Adding scopes needs an admin."
      size="medium"
      {...state}
      onClose={onClose}
    >
      <ScopePicker
        policy={policy}
        value={form.watch('scopes')}
        onChange={(scopes) =>
          form.setValue('scopes', scopes, { shouldDirty: true, shouldValidate: isSubmitted })
        }
        error={errors.scopes?.message}
      />
    </FormDialog>
  );
}
