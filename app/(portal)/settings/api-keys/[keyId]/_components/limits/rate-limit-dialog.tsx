import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/editor-props';
import {
  rehearseRateLimitAction,
  setRateLimitAction,
} from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { LabelConfirmation } from '@/components/rehearsals/label-confirmation';
import { RateLimitRehearsalNote } from '@/components/rehearsals/rate-limit-rehearsal';
import { useRehearsal } from '@/components/rehearsals/use-rehearsal';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import { highestRateLimit } from '@/lib/domain/api-keys/rate-limit';
import { setRateLimitSchema } from '@/lib/domain/key-settings/schema';

/** Changes how many calls per minute the key can make. */
export function RateLimitDialog({ apiKey, policy, draft, onClose }: EditorProps) {
  const { form, state } = useActionForm({
    schema: setRateLimitSchema,
    values: { keyId: apiKey.id, rateLimit: apiKey.rateLimit },
    fields: ['rateLimit', 'confirmation'],
    draft,
    notInDraft: ['confirmation'],
    submit: setRateLimitAction,
    onDone() {
      onClose();
      toast.success('Rate limit saved');
    },
  });
  const highest = highestRateLimit(policy, apiKey.rateLimitCap);
  const { errors } = form.formState;
  const rateLimit = form.watch('rateLimit');
  const isLimit = Number.isInteger(rateLimit) && rateLimit > 0;
  const rehearsal = useRehearsal(rehearseRateLimitAction, isLimit ? { keyId: apiKey.id, rateLimit } : null);
  return (
    <FormDialog
      title="Change rate limit"
      description="Calls over the limit get a 429 with Retry-After."
      {...state}
      onClose={onClose}
    >
      <Field
        label="Calls per minute"
        hint={`Up to ${highest.toLocaleString('en')} in this workspace.`}
        error={errors.rateLimit?.message}
      >
        <Input
          type="number"
          inputMode="numeric"
          min={1}
          max={highest}
          className="tabular-nums"
          {...form.register('rateLimit', { valueAsNumber: true })}
        />
      </Field>
      <RateLimitRehearsalNote rehearsal={rehearsal} />
      <LabelConfirmation
        label={apiKey.label}
        rehearsal={rehearsal}
        error={errors.confirmation?.message}
        field={form.register('confirmation')}
      />
    </FormDialog>
  );
}
