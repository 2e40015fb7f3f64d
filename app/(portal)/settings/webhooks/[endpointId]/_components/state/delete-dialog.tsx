import { useRouter } from 'next/navigation';
import { useRef } from 'react';
import type { EditorProps } from '@/app/(portal)/settings/webhooks/[endpointId]/_components/editor/editor-props';
import { deleteWebhookEndpointAction } from '@/app/(portal)/settings/webhooks/[endpointId]/actions';
import { focusContent } from '@/components/focus-content';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { toast } from '@/components/ui/toast';
import { endpointSchema } from '@/lib/domain/webhook-endpoints/schema';

/** Asks before the endpoint is deleted. */
export function DeleteDialog({ endpoint, onClose }: EditorProps) {
  const router = useRouter();
  const cancel = useRef<HTMLButtonElement>(null);
  const { state } = useActionForm({
    schema: endpointSchema,
    values: { endpointId: endpoint.id },
    submit: deleteWebhookEndpointAction,
    onDone() {
      onClose();
      focusContent();
      router.push('/settings/webhooks');
      toast.success('Endpoint deleted');
    },
  });
  return (
    <FormDialog
      title="Delete this endpoint?"
      description="It gets no more events, and what is waiting is not sent. This can’t be undone."
      action="Delete endpoint"
      danger
      cancelButton={cancel}
      {...state}
      onClose={onClose}
    >
      <p translate="no" className="wrap-anywhere font-mono text-[0.8125rem]">
        {endpoint.url}
      </p>
    </FormDialog>
  );
}
