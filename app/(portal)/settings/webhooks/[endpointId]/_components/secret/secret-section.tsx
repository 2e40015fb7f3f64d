import { Eye, RotateCw } from 'lucide-react';
import { EditButton } from '@/app/(portal)/settings/webhooks/[endpointId]/_components/editor/edit-button';
import type { EndpointControls } from '@/app/(portal)/settings/webhooks/[endpointId]/endpoint-controls';
import { LocalDate } from '@/components/local-date';
import { Section } from '@/components/section';
import type { WebhookEndpointView } from '@/lib/domain/webhook-endpoints/view';

interface SecretSectionProps {
  endpoint: Pick<WebhookEndpointView, 'oldSecretEndsAt'>;
  /** Whether the secret can be shown again. */
  isReadable: boolean;
  controls: EndpointControls;
}

/** The signing secret of the endpoint. */
export function SecretSection({ endpoint: { oldSecretEndsAt }, isReadable, controls }: SecretSectionProps) {
  return (
    <Section
      title="Signing secret"
      lead={isReadable ? 'You can see it again with your password.' : 'Shown once, at creation.'}
    >
      <div className="space-y-3 px-4 pt-3 pb-4 sm:px-5">
        {oldSecretEndsAt ? (
          <p className="rounded-lg bg-accent-soft px-3 py-2.5 text-[0.8125rem]">
            Rotating: deliveries are signed with the old and the new secret until{' '}
            <LocalDate date={oldSecretEndsAt} withTime />
          </p>
        ) : (
          <p className="text-ink-muted">Your server verifies the signature of each delivery with it.</p>
        )}
        {isReadable && (
          <EditButton
            opens="reveal"
            control={controls('webhook-endpoints/reveal-secret')}
            size="small"
            className="w-full"
          >
            <Eye aria-hidden />
            Show secret
          </EditButton>
        )}
        <EditButton
          opens="rotate"
          control={controls('webhook-endpoints/rotate-secret')}
          size="small"
          className="w-full"
        >
          <RotateCw aria-hidden />
          Rotate secret
        </EditButton>
      </div>
    </Section>
  );
}
