import { EditButton } from '@/app/(portal)/settings/webhooks/[endpointId]/_components/editor/edit-button';
import { PauseButton } from '@/app/(portal)/settings/webhooks/[endpointId]/_components/state/pause-button';
import type { EndpointControls } from '@/app/(portal)/settings/webhooks/[endpointId]/endpoint-controls';
import { Section } from '@/components/section';
import type { WebhookEndpointView } from '@/lib/domain/webhook-endpoints/view';

interface StateSectionProps {
  endpoint: WebhookEndpointView;
  controls: EndpointControls;
}

/** Buttons to pause, resume and delete the endpoint. */
export function StateSection({ endpoint, controls }: StateSectionProps) {
  return (
    <Section title="This endpoint">
      <ul className="mt-3 divide-y border-t">
        <li className="flex items-center justify-between gap-4 px-4 py-3 sm:px-5">
          <span className="text-ink-muted">
            {endpoint.pausedAt ? 'Send events again, also those that wait.' : 'Hold events until you resume.'}
          </span>
          <PauseButton
            endpoint={{ id: endpoint.id, pausedAt: endpoint.pausedAt }}
            controls={{
              pause: controls('webhook-endpoints/pause'),
              resume: controls('webhook-endpoints/resume'),
            }}
          />
        </li>
        <li className="flex items-center justify-between gap-4 px-4 py-3 sm:px-5">
          <span className="text-ink-muted">Delete it permanently.</span>
          <EditButton
            opens="delete"
            control={controls('webhook-endpoints/delete')}
            size="small"
            variant="danger"
          >
            Delete
          </EditButton>
        </li>
      </ul>
    </Section>
  );
}
