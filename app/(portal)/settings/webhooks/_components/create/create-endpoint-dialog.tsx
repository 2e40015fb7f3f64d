'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { EnvironmentChoice } from '@/app/(portal)/_components/environment-choice';
import { EndpointFields } from '@/app/(portal)/settings/webhooks/_components/endpoint-fields';
import { createWebhookEndpointAction } from '@/app/(portal)/settings/webhooks/actions';
import type { WebhookSettings } from '@/app/(portal)/settings/webhooks/webhook-settings';
import { newCreationToken } from '@/components/forms/creation-token';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import type { CreatedWebhookEndpoint } from '@/lib/domain/webhook-endpoints/create';
import { createEndpointSchema } from '@/lib/domain/webhook-endpoints/schema';

interface CreateEndpointDialogProps extends WebhookSettings {
  /** The name under which a reload keeps the draft. */
  draft: string;
  onCreated(created: CreatedWebhookEndpoint): void;
  onClose(): void;
}

/** Asks for the settings of a new endpoint. Sending the form twice creates one endpoint only. */
export function CreateEndpointDialog({
  environments,
  liveRestriction,
  events,
  draft,
  onCreated,
  onClose,
}: CreateEndpointDialogProps) {
  const router = useRouter();
  const [creationToken] = useState(newCreationToken);
  const { form, state } = useActionForm({
    schema: createEndpointSchema,
    values: { environment: 'sandbox', url: '', description: '', events: 'all', creationToken },
    fields: ['url', 'description', 'events'],
    draft,
    notInDraft: ['creationToken'],
    submit: createWebhookEndpointAction,
    onDone: onCreated,
    onRefused({ code }) {
      if (code === 'ALREADY_CREATED') router.refresh();
      return false;
    },
  });
  const { errors, isSubmitted } = form.formState;
  return (
    <FormDialog
      title="Add endpoint"
      description="You can’t change the environment later."
      size="medium"
      action="Create endpoint"
      {...state}
      onClose={onClose}
    >
      <EnvironmentChoice
        radio={form.register('environment')}
        environments={environments}
        liveRestriction={liveRestriction}
        things="endpoints"
        descriptions={{ sandbox: 'Events of test messages.', live: 'Events of real messages.' }}
      />
      <EndpointFields
        url={{ input: form.register('url'), error: errors.url?.message }}
        description={{ input: form.register('description'), error: errors.description?.message }}
        events={{
          choices: events,
          value: form.watch('events'),
          onChange: (picked) =>
            form.setValue('events', picked, { shouldDirty: true, shouldValidate: isSubmitted }),
          error: errors.events?.message,
        }}
      />
    </FormDialog>
  );
}
