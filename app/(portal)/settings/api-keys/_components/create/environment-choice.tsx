import { useId } from 'react';
import { ResendVerification } from '@/app/(portal)/_components/resend-verification';
import type { KeyForm } from '@/app/(portal)/settings/api-keys/_components/create/use-key-form';
import type { LiveKeyRestriction } from '@/app/(portal)/settings/api-keys/live-key-restriction';
import { Choice } from '@/components/forms/choice';
import { FieldError } from '@/components/ui/field';
import { Radio } from '@/components/ui/radio';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';

const liveDescriptions = ({ sandbox }: KeyPolicy['environments']) => ({
  none: 'Sends real messages and spends your balance.',
  role: `Your role can only create ${sandbox.label.toLowerCase()} keys. Ask an admin of the workspace.`,
  email: 'Needs a confirmed email address.',
});

const LOOK = 'rounded-lg border has-checked:border-accent-text has-checked:bg-accent-soft';

interface EnvironmentChoiceProps {
  form: KeyForm;
  environments: KeyPolicy['environments'];
  liveKeyRestriction: LiveKeyRestriction;
}

export function EnvironmentChoice({ form, environments, liveKeyRestriction }: EnvironmentChoiceProps) {
  const id = useId();
  const radio = form.register('environment');
  const error = form.formState.errors.environment?.message;
  return (
    <div role="radiogroup" aria-labelledby={id} className="space-y-1.5">
      <p id={id} className="font-medium">
        Environment
      </p>
      <div className="grid gap-2 sm:grid-cols-2">
        <Choice
          name={environments.sandbox.label}
          className={LOOK}
          description="For testing. Nothing is sent, nothing is charged."
          control={(attributes) => (
            <Radio {...radio} {...attributes} value="sandbox" data-testid="environment-sandbox" />
          )}
        />
        <Choice
          name={environments.live.label}
          className={LOOK}
          description={liveDescriptions(environments)[liveKeyRestriction ?? 'none']}
          disabled={liveKeyRestriction !== undefined}
          control={(attributes) => (
            <Radio {...radio} {...attributes} value="live" data-testid="environment-live" />
          )}
        />
      </div>
      {liveKeyRestriction === 'email' && <ResendVerification />}
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}
