import { EndpointFields } from '@/app/(portal)/settings/webhooks/_components/endpoint-fields';
import type { EditorProps } from '@/app/(portal)/settings/webhooks/[endpointId]/_components/editor/editor-props';
import { changeWebhookEndpointAction } from '@/app/(portal)/settings/webhooks/[endpointId]/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { toast } from '@/components/ui/toast';
import { changeEndpointSchema } from '@/lib/domain/webhook-endpoints/schema';

/** Changes the URL, the description and the events of the endpoint. */
export function ChangeDialog({ endpoint, events, draft, onClose }: EditorProps) {
  const { url, description, events: subscribed, slot } = endpoint;
  const { form, state } = useActionForm({
    schema: changeEndpointSchema,
    values: {
      endpointId: endpoint.id,
      url,
      description,
      ...(slot === null && { events: subscribed }),
      from: { url, description, events: subscribed },
    },
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
  // The events of a slot can't be changed.
  const picked = form.watch('events');
  return (
    <FormDialog title="Change endpoint" size="medium" {...state} onClose={onClose}>
      <EndpointFields
        url={{ input: form.register('url'), error: errors.url?.message }}
        description={{ input: form.register('description'), error: errors.description?.message }}
        events={
          picked
            ? {
                choices: events,
                value: picked,
                onChange: (value) =>
                  form.setValue('events', value, { shouldDirty: true, shouldValidate: isSubmitted }),
                error: errors.events?.message,
              }
            : undefined
        }
      />
    </FormDialog>
  );
}
