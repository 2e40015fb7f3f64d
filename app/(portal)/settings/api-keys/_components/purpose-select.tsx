import type { ComponentProps } from 'react';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { KeyPurpose } from '@/lib/domain/key-policy/policy';
import { say } from '@/lib/say';

interface PurposeSelectProps extends ComponentProps<typeof Select> {
  purposes: readonly KeyPurpose[];
  chosen: string | null | undefined;
  error: string | undefined;
}

/** What a key is for, and how often it should be rotated then. */
export function PurposeSelect({ purposes, chosen, error, ...select }: PurposeSelectProps) {
  const days = purposes.find(({ name }) => name === chosen)?.rotateAfterDays ?? null;
  const hint =
    days === null
      ? say`Rotate the key as needed.`
      : say`Rotate the key every ${days} days. We remind you by email and here.`;
  return (
    <Field label="Purpose" hint={hint} error={error}>
      <Select data-testid="purpose" {...select}>
        {purposes.map(({ name }) => (
          <option key={name}>{name}</option>
        ))}
      </Select>
    </Field>
  );
}
