'use client';

import { Send } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { sendTestEventAction } from '@/app/(portal)/settings/webhooks/[endpointId]/actions';
import { deliveryHref } from '@/app/(portal)/settings/webhooks/[endpointId]/search-params';
import { Button } from '@/components/ui/button';
import { useServerAction } from '@/components/use-server-action';
import type { Control } from '@/lib/domain/permissions';

/** Sends a test event and opens its delivery, which shows the result. */
export function SendTestButton({ endpointId, control }: { endpointId: string; control: Control }) {
  const router = useRouter();
  const { pending, call } = useServerAction(sendTestEventAction);
  if (!control.shown) return null;
  return (
    <Button
      size="small"
      disabledReason={control.disabledReason}
      pending={pending}
      onClick={() =>
        call({ endpointId }, ({ deliveryId }) => router.push(deliveryHref(endpointId, deliveryId)))
      }
    >
      <Send aria-hidden />
      Send test event
    </Button>
  );
}
