import type { UseFormRegisterReturn } from 'react-hook-form';
import { ConfirmationField } from '@/components/rehearsals/confirmation-field';
import type { ForPerson } from '@/lib/domain/rehearsals/for-person';
import type { Result } from '@/lib/errors';

interface LabelConfirmationProps {
  label: string;
  rehearsal: Result<Pick<ForPerson, 'confirmation'>> | undefined;
  error: string | undefined;
  field: UseFormRegisterReturn;
}

/** Asks for the label of the key if the change stops live calls, or if the verb refused it without the label. */
export function LabelConfirmation({ label, rehearsal, error, field }: LabelConfirmationProps) {
  const stopsLiveCalls = rehearsal?.ok && rehearsal.value.confirmation !== null;
  if (!stopsLiveCalls && error === undefined) return null;
  return <ConfirmationField noun="label" name={label} error={error} field={field} />;
}
