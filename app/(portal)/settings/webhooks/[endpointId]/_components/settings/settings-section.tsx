import type { ReactNode } from 'react';
import { EditButton } from '@/app/(portal)/settings/webhooks/[endpointId]/_components/editor/edit-button';
import type { EndpointControls } from '@/app/(portal)/settings/webhooks/[endpointId]/endpoint-controls';
import { type EventChoice, eventNames } from '@/app/(portal)/settings/webhooks/event-choices';
import { LocalDate } from '@/components/local-date';
import { Section } from '@/components/section';
import type { WebhookEndpointView } from '@/lib/domain/webhook-endpoints/view';
import { currentProfile } from '@/lib/profiles/current';

interface SettingsSectionProps {
  endpoint: WebhookEndpointView;
  events: readonly EventChoice[];
  controls: EndpointControls;
}

function Setting({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 gap-y-0.5 px-4 py-3 sm:grid-cols-[9rem_minmax(0,1fr)] sm:px-5">
      <dt className="font-medium">{name}</dt>
      <dd className="wrap-anywhere min-w-0 text-ink-muted">{children}</dd>
    </div>
  );
}

/** All settings of the endpoint. */
export function SettingsSection({ endpoint, events, controls }: SettingsSectionProps) {
  const { url, description, environment, slot, createdAt, createdBy } = endpoint;
  return (
    <Section
      title="Settings"
      lead="Changes apply from the next attempt."
      action={
        <EditButton
          opens="change"
          control={controls('webhook-endpoints/change')}
          size="small"
          aria-label="Change settings"
        >
          Change
        </EditButton>
      }
    >
      <dl className="mt-3 divide-y border-t">
        <Setting name="URL">
          <span className="font-mono text-[0.8125rem]">{url}</span>
        </Setting>
        <Setting name="Description">{description || 'None'}</Setting>
        <Setting name="Environment">
          {`${currentProfile().keys.environments[environment].label} (can’t be changed)`}
        </Setting>
        {slot && <Setting name="Setting in the API">{slot}</Setting>}
        <Setting name="Events">
          {endpoint.events === 'all' ? (
            'All events'
          ) : (
            <ul className="flex flex-wrap gap-1.5 font-mono text-xs">
              {eventNames(events, endpoint.events).map((name) => (
                <li key={name} className="rounded bg-hover px-1.5 py-0.5">
                  {name}
                </li>
              ))}
            </ul>
          )}
        </Setting>
        <Setting name="Created">
          <LocalDate date={createdAt} /> <span>{createdBy ? `by ${createdBy}` : 'by API'}</span>
        </Setting>
      </dl>
    </Section>
  );
}
