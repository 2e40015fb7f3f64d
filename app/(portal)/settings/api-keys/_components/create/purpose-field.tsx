import type { KeyForm } from '@/app/(portal)/settings/api-keys/_components/create/use-key-form';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { KeyPurpose } from '@/lib/domain/key-policy/policy';
import { say } from '@/lib/say';

/** What the key is for, and how often it should be rotated then. */
export function PurposeField({ form, purposes }: { form: KeyForm; purposes: readonly KeyPurpose[] }) {
  const chosen = form.watch('purpose');
  const days = purposes.find(({ name }) => name === chosen)?.rotateAfterDays ?? null;
  const hint =
    days === null ? say`Rotate the key as needed.` : say`We show when to rotate the key: every ${days} days.`;
  return (
    <Field label="Purpose" hint={hint} error={form.formState.errors.purpose?.message}>
      <Select data-testid="purpose" {...form.register('purpose')}>
        {purposes.map(({ name }) => (
          <option key={name}>{name}</option>
        ))}
      </Select>
    </Field>
  );
}
