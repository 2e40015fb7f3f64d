'use client';

import { RefreshCw } from 'lucide-react';
import { replayWebhookDeliveryAction } from '@/app/(portal)/settings/webhooks/[endpointId]/actions';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { useServerAction } from '@/components/use-server-action';
import type { Control } from '@/lib/domain/permissions';

interface ReplayButtonProps {
  endpointId: string;
  deliveryId: string;
  isPending: boolean;
  control: Control;
}

/** Sends a finished delivery again. */
export function ReplayButton({ endpointId, deliveryId, isPending, control }: ReplayButtonProps) {
  const { pending, call } = useServerAction(replayWebhookDeliveryAction);
  if (!control.shown) return null;
  return (
    <Button
      disabledReason={control.disabledReason ?? (isPending ? 'It is being sent already.' : undefined)}
      pending={pending}
      onClick={() => call({ endpointId, deliveryId }, () => void toast.success('The delivery is sent again'))}
    >
      <RefreshCw aria-hidden />
      Replay
    </Button>
  );
}
