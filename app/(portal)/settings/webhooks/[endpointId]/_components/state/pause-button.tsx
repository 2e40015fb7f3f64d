'use client';

import {
  pauseWebhookEndpointAction,
  resumeWebhookEndpointAction,
} from '@/app/(portal)/settings/webhooks/[endpointId]/actions';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { useServerAction } from '@/components/use-server-action';
import type { Control } from '@/lib/domain/permissions';
import type { WebhookEndpointView } from '@/lib/domain/webhook-endpoints/view';

interface PauseButtonProps {
  endpoint: Pick<WebhookEndpointView, 'id' | 'pausedAt'>;
  controls: { pause: Control; resume: Control };
}

/** Pauses or resumes the endpoint. One button for both, so that it keeps the focus. */
export function PauseButton({ endpoint: { id, pausedAt }, controls }: PauseButtonProps) {
  const pause = useServerAction(pauseWebhookEndpointAction);
  const resume = useServerAction(resumeWebhookEndpointAction);
  const isPaused = pausedAt !== null;
  const control = isPaused ? controls.resume : controls.pause;
  if (!control.shown) return null;

  function press() {
    if (isPaused) resume.call({ endpointId: id }, () => void toast.success('Endpoint resumed'));
    else pause.call({ endpointId: id }, () => void toast.success('Endpoint paused'));
  }

  return (
    <Button
      size="small"
      disabledReason={control.disabledReason}
      pending={pause.pending || resume.pending}
      onClick={press}
    >
      {isPaused ? 'Resume' : 'Pause'}
    </Button>
  );
}
