import { ScopePicker } from '@/app/(portal)/settings/api-keys/_components/create/scope-picker';
import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/editor-props';
import { changeScopesAction, rehearseScopesAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { LabelConfirmation } from '@/components/rehearsals/label-confirmation';
import { ScopeRehearsalNote } from '@/components/rehearsals/scope-rehearsal';
import { useRehearsal } from '@/components/rehearsals/use-rehearsal';
import { toast } from '@/components/ui/toast';
import { changeScopesSchema } from '@/lib/domain/key-settings/schema';

/** Changes the scopes of the key. */
export function ScopesDialog({ apiKey, policy, suggestion, draft, onClose }: EditorProps) {
  const added = suggestion?.scope && !apiKey.scopes.includes(suggestion.scope) ? [suggestion.scope] : [];
  const { form, state } = useActionForm({
    schema: changeScopesSchema,
    values: { keyId: apiKey.id, scopes: [...apiKey.scopes, ...added], from: apiKey.scopes },
    fields: ['scopes', 'confirmation'],
    draft,
    notInDraft: ['confirmation'],
    submit: changeScopesAction,
    onDone() {
      onClose();
      toast.success('Scopes saved');
    },
  });
  const { errors, isSubmitted } = form.formState;
  const scopes = form.watch('scopes');
  const rehearsal = useRehearsal(rehearseScopesAction, { keyId: apiKey.id, scopes });
  const change = (picked: string[]) =>
    form.setValue('scopes', picked, { shouldDirty: true, shouldValidate: isSubmitted });
  return (
    <FormDialog
      title="Change scopes"
      description="Changes apply from the next request. You can always remove scopes. Adding scopes needs an admin."
      size="medium"
      {...state}
      onClose={onClose}
    >
      <ScopeRehearsalNote held={apiKey.scopes} value={scopes} onChange={change} rehearsal={rehearsal} />
      <ScopePicker policy={policy} value={scopes} onChange={change} error={errors.scopes?.message} />
      <LabelConfirmation
        label={apiKey.label}
        rehearsal={rehearsal}
        error={errors.confirmation?.message}
        field={form.register('confirmation')}
      />
    </FormDialog>
  );
}
