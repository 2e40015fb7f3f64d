import { toast } from 'sonner';
import { EndpointFields } from '@/app/(portal)/settings/webhooks/_components/endpoint-fields';
import type { EditorProps } from '@/app/(portal)/settings/webhooks/[endpointId]/_components/editor/editor-props';
import { changeWebhookEndpointAction } from '@/app/(portal)/settings/webhooks/[endpointId]/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { changeEndpointSchema } from '@/lib/domain/webhook-endpoints/schema';

/** Changes the URL, the description and the events of the endpoint. */
export function ChangeDialog({ endpoint, events, draft, onClose }: EditorProps) {
  const settings = { url: endpoint.url, description: endpoint.description, events: endpoint.events };
  const { form, state } = useActionForm({
    schema: changeEndpointSchema,
    values: { endpointId: endpoint.id, ...settings, from: settings },
    fields: ['url', 'description', 'events'],
    draft,
    notInDraft: ['endpointId', 'from'],
    submit: changeWebhookEndpointAction,
    onDone() {
      onClose();
      toast.success('Endpoint saved');
    },
  });
  const { errors, isSubmitted } = form.formState;
  return (
    <FormDialog title="Change endpoint" size="medium" {...state} onClose={onClose}>
      <EndpointFields
        url={{ input: form.register('url'), error: errors.url?.message }}
        description={{ input: form.register('description'), error: errors.description?.message }}
        events={
          endpoint.slot === null
            ? {
                choices: events,
                value: form.watch('events'),
                onChange: (picked) =>
                  form.setValue('events', picked, { shouldDirty: true, shouldValidate: isSubmitted }),
                error: errors.events?.message,
              }
            : undefined
        }
      />
    </FormDialog>
  );
}
