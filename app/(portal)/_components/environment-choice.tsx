import { type ComponentProps, type ReactNode, useId } from 'react';
import { ResendVerification } from '@/app/(portal)/_components/resend-verification';
import type { LiveRestriction } from '@/app/(portal)/live-restriction';
import { Choice } from '@/components/forms/choice';
import { FieldError } from '@/components/ui/field';
import { Radio } from '@/components/ui/radio';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';

const LOOK = 'rounded-lg border has-checked:border-accent-text has-checked:bg-accent-soft';

interface EnvironmentChoiceProps {
  /** The attributes that connect the radio buttons with the form. */
  radio: ComponentProps<typeof Radio>;
  error?: string | undefined;
  environments: KeyPolicy['environments'];
  liveRestriction: LiveRestriction;
  /** What is created, such as “keys”. */
  things: string;
  descriptions: { sandbox: string; live: ReactNode };
}

/** Which environment something new belongs to. */
export function EnvironmentChoice({
  radio,
  error,
  environments: { sandbox, live },
  liveRestriction,
  things,
  descriptions,
}: EnvironmentChoiceProps) {
  const id = useId();
  const liveDescriptions = {
    none: descriptions.live,
    role: `Your role can only create ${sandbox.label.toLowerCase()} ${things}. Ask an admin of the workspace.`,
    email: 'Needs a confirmed email address.',
  };
  return (
    <div role="radiogroup" aria-labelledby={id} className="space-y-1.5">
      <p id={id} className="font-medium">
        Environment
      </p>
      <div className="grid gap-2 sm:grid-cols-2">
        <Choice
          name={sandbox.label}
          className={LOOK}
          description={descriptions.sandbox}
          control={(attributes) => (
            <Radio {...radio} {...attributes} value="sandbox" data-testid="environment-sandbox" />
          )}
        />
        <Choice
          name={live.label}
          className={LOOK}
          description={liveDescriptions[liveRestriction ?? 'none']}
          disabled={liveRestriction !== undefined}
          control={(attributes) => (
            <Radio {...radio} {...attributes} value="live" data-testid="environment-live" />
          )}
        />
      </div>
      {liveRestriction === 'email' && <ResendVerification />}
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}
