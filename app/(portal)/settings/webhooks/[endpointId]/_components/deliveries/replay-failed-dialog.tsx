import { useId, useState } from 'react';
import type { EditorProps } from '@/app/(portal)/settings/webhooks/[endpointId]/_components/editor/editor-props';
import { replayFailedDeliveriesAction } from '@/app/(portal)/settings/webhooks/[endpointId]/actions';
import { Choice } from '@/components/forms/choice';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { LocalDate } from '@/components/local-date';
import { Radio } from '@/components/ui/radio';
import { toast } from '@/components/ui/toast';
import { DAY, HOUR } from '@/lib/clock';
import { replayFailedSchema } from '@/lib/domain/webhook-deliveries/schema';

const CHOICES = [
  { name: 'The last hour', ms: HOUR },
  { name: 'The last 24 hours', ms: DAY },
  { name: 'The last 7 days', ms: 7 * DAY },
  { name: 'The last 30 days', ms: 30 * DAY },
];
const PRESET = DAY;

const count = (deliveries: number) => (deliveries === 1 ? '1 delivery' : `${deliveries} deliveries`);

/** Sends all deliveries again that failed since a time. */
export function ReplayFailedDialog({ endpoint, onClose }: EditorProps) {
  const legend = useId();
  const [openedAt] = useState(Date.now);
  const before = (ms: number) => new Date(openedAt - ms);
  const { form, state } = useActionForm({
    schema: replayFailedSchema,
    values: { endpointId: endpoint.id, since: before(PRESET) },
    submit: replayFailedDeliveriesAction,
    onDone({ deliveries }) {
      onClose();
      if (deliveries > 0) toast.success(`${count(deliveries)} will be sent again`);
      else toast('No delivery failed in that time');
    },
  });
  const since = form.watch('since');
  return (
    <FormDialog
      title="Replay failed deliveries"
      description="Failed deliveries are sent again, with the same event IDs. Your server can tell which ones it has handled."
      action="Replay"
      {...state}
      onClose={onClose}
    >
      <div role="radiogroup" aria-labelledby={legend} className="space-y-1.5">
        <p id={legend} className="font-medium">
          Failed deliveries of
        </p>
        <div className="divide-y overflow-hidden rounded-lg border">
          {CHOICES.map(({ name, ms }) => (
            <Choice
              key={name}
              name={name}
              description={
                <span>
                  Since <LocalDate date={before(ms)} withTime />
                </span>
              }
              className="has-checked:bg-accent-soft"
              control={(attributes) => (
                <Radio
                  {...attributes}
                  name={legend}
                  checked={since.getTime() === openedAt - ms}
                  onChange={() => form.setValue('since', before(ms), { shouldDirty: true })}
                />
              )}
            />
          ))}
        </div>
      </div>
    </FormDialog>
  );
}
