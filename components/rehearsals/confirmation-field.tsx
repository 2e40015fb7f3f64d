import type { UseFormRegisterReturn } from 'react-hook-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

interface ConfirmationFieldProps {
  /** What people call what they must type: “label”. */
  noun: string;
  /** What must be typed. */
  name: string;
  error: string | undefined;
  field: UseFormRegisterReturn;
}

/** Asks to type the name of what is changed, because live calls would stop. */
export function ConfirmationField({ noun, name, error, field }: ConfirmationFieldProps) {
  return (
    <Field
      label={`Type the ${noun} to confirm`}
      hint={
        <span>
          <span>{`Live calls would stop. The ${noun} is `}</span>
          <span className="break-words font-medium text-ink">{name}</span>
        </span>
      }
      error={error}
    >
      <Input autoComplete="off" spellCheck={false} {...field} />
    </Field>
  );
}
