import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/editor-props';
import {
  rehearseAllowlistAction,
  setAllowlistAction,
} from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { AllowlistFields, entryErrors } from '@/components/forms/allowlist-fields';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { AllowlistRehearsalNote, networksOf } from '@/components/rehearsals/allowlist-rehearsal';
import { LabelConfirmation } from '@/components/rehearsals/label-confirmation';
import { useRehearsal } from '@/components/rehearsals/use-rehearsal';
import { toast } from '@/components/ui/toast';
import { setAllowlistSchema } from '@/lib/domain/key-settings/schema';

/** Changes the addresses that calls with the key can come from. */
export function AllowlistDialog({ apiKey, suggestion, draft, onClose }: EditorProps) {
  const added = suggestion?.address ? [{ network: suggestion.address, note: '' }] : [];
  const { form, state } = useActionForm({
    schema: setAllowlistSchema,
    values: { keyId: apiKey.id, allowlist: [...apiKey.allowlist, ...added], from: apiKey.allowlist },
    fields: ['allowlist', 'confirmation'],
    draft,
    notInDraft: ['confirmation'],
    submit: setAllowlistAction,
    onDone() {
      onClose();
      toast.success('Allowed addresses saved');
    },
  });
  const { errors, isSubmitted } = form.formState;
  const allowlist = form.watch('allowlist');
  const networks = networksOf(allowlist);
  const rehearsal = useRehearsal(rehearseAllowlistAction, networks && { keyId: apiKey.id, networks });
  const change = (changed: typeof allowlist) =>
    form.setValue('allowlist', changed, { shouldDirty: true, shouldValidate: isSubmitted });
  return (
    <FormDialog
      title="Change allowed addresses"
      description="IPv4 or IPv6 addresses, or networks such as 203.0.113.0/24. Calls from other addresses are rejected. The workspace’s list applies, too."
      size="medium"
      {...state}
      refusal={state.refusal ?? errors.allowlist?.message}
      onClose={onClose}
    >
      <AllowlistFields value={allowlist} onChange={change} errors={entryErrors(errors.allowlist)} />
      <AllowlistRehearsalNote value={allowlist} onChange={change} rehearsal={rehearsal} />
      <LabelConfirmation
        label={apiKey.label}
        rehearsal={rehearsal}
        error={errors.confirmation?.message}
        field={form.register('confirmation')}
      />
    </FormDialog>
  );
}
