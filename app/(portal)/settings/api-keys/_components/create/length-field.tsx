import type { KeyForm } from '@/app/(portal)/settings/api-keys/_components/create/use-key-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';

interface LengthFieldProps {
  form: KeyForm;
  policy: KeyPolicy;
}

/** How many characters follow the prefix; short ones are warned about, and still allowed. */
export function LengthField({ form, policy }: LengthFieldProps) {
  const { min, max, advised } = policy.length;
  const length = form.watch('length');
  const isShort = length >= min && length < advised;
  return (
    <div className="space-y-1.5">
      <Field
        label="Length"
        hint={`${min} to ${max} characters after the prefix`}
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
          `We advise at least ${advised} characters. Choose fewer only for a system that cannot hold more.`}
      </p>
    </div>
  );
}
