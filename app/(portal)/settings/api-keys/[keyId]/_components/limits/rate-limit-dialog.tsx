import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/editor-props';
import { setRateLimitAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
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
    fields: ['rateLimit'],
    draft,
    submit: setRateLimitAction,
    onDone() {
      onClose();
      toast.success('Rate limit saved');
    },
  });
  const highest = highestRateLimit(policy, apiKey.rateLimitCap);
  const { errors } = form.formState;
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
    </FormDialog>
  );
}
