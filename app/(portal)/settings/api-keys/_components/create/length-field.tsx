import type { KeyForm } from '@/app/(portal)/settings/api-keys/_components/create/use-key-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { startPatterns } from '@/lib/domain/key-secrets/secret-start';

interface LengthFieldProps {
  form: KeyForm;
  policy: KeyPolicy;
}

/** What stands before the random part. */
function uncounted(policy: KeyPolicy): string {
  if (policy.numberSeparator !== null) return `, after the number and ${policy.numberSeparator}`;
  return startPatterns(policy).length > 0 ? ', not counting the prefix' : '';
}

/** The length of the random part of the secret. A short one is allowed, with a warning. */
export function LengthField({ form, policy }: LengthFieldProps) {
  const { min, max, advised } = policy.length;
  const length = form.watch('length');
  const isShort = length >= min && length < advised;
  return (
    <div className="space-y-1.5">
      <Field
        label="Secret length"
        hint={`${min} to ${max} characters${uncounted(policy)}`}
        error={form.formState.errors.length?.message}
        className="grid-cols-[auto_5.5rem_minmax(0,1fr)] items-center gap-x-3"
      >
        <Input
          type="number"
          inputMode="numeric"
          min={min}
          max={max}
          className="tabular-nums"
          {...form.register('length', { valueAsNumber: true })}
        />
      </Field>
      <p role="status" className="text-[0.8125rem] text-warning-text">
        {isShort &&
          `We recommend at least ${advised} characters. Choose fewer only if a system can’t store more.`}
      </p>
    </div>
  );
}
