import { Choice } from '@/components/forms/choice';
import { Switch } from '@/components/ui/switch';
import { say } from '@/lib/say';

interface SigningChoiceProps {
  value: boolean;
  onChange(required: boolean): void;
}

/** Whether a call must be signed with a second secret. */
export function SigningChoice({ value, onChange }: SigningChoiceProps) {
  return (
    <Choice
      name="Require HMAC signatures"
      description={say`Every call must also be signed with a second secret, so that a leaked key alone is of no use.`}
      className="rounded-lg border has-checked:border-accent-text has-checked:bg-accent-soft"
      control={(attributes) => (
        <Switch {...attributes} checked={value} onChange={(event) => onChange(event.target.checked)} />
      )}
    />
  );
}
