import { type ComponentProps, useId } from 'react';
import { ResendVerification } from '@/app/(portal)/_components/resend-verification';
import type { WebhookSettings } from '@/app/(portal)/settings/webhooks/webhook-settings';
import { Choice } from '@/components/forms/choice';
import { Radio } from '@/components/ui/radio';

const LOOK = 'rounded-lg border has-checked:border-accent-text has-checked:bg-accent-soft';

interface EnvironmentChoiceProps extends Pick<WebhookSettings, 'environments' | 'liveRestriction'> {
  /** The attributes that connect the radio buttons with the form. */
  radio: ComponentProps<typeof Radio>;
}

/** Which environment's events an endpoint gets. */
export function EnvironmentChoice({ radio, environments, liveRestriction }: EnvironmentChoiceProps) {
  const id = useId();
  const live = {
    none: 'Events of real messages.',
    role: `Your role can only create ${environments.sandbox.label.toLowerCase()} endpoints. Ask an admin of the workspace.`,
    email: 'Needs a confirmed email address.',
  };
  return (
    <div role="radiogroup" aria-labelledby={id} className="space-y-1.5">
      <p id={id} className="font-medium">
        Environment
      </p>
      <div className="grid gap-2 sm:grid-cols-2">
        <Choice
          name={environments.sandbox.label}
          className={LOOK}
          description="Events of test messages."
          control={(attributes) => (
            <Radio data-testid="environment-sandbox" {...radio} {...attributes} value="sandbox" />
          )}
        />
        <Choice
          name={environments.live.label}
          className={LOOK}
          description={live[liveRestriction ?? 'none']}
          disabled={liveRestriction !== undefined}
          control={(attributes) => (
            <Radio data-testid="environment-live" {...radio} {...attributes} value="live" />
          )}
        />
      </div>
      {liveRestriction === 'email' && <ResendVerification />}
    </div>
  );
}
