import { EventPicker } from '@/app/(portal)/settings/webhooks/_components/event-picker';
import type { EventChoice } from '@/app/(portal)/settings/webhooks/event-choices';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { EndpointEvents } from '@/lib/domain/webhook-endpoints/schema';

interface FieldProps {
  /** The attributes that connect the field with its form. */
  input: React.ComponentProps<'input'>;
  error: string | undefined;
}

interface EndpointFieldsProps {
  url: FieldProps;
  description: FieldProps;
  /** Undefined if the events can't be chosen. */
  events?:
    | {
        choices: readonly EventChoice[];
        value: EndpointEvents;
        onChange(events: EndpointEvents): void;
        error: string | undefined;
      }
    | undefined;
}

/** The settings of an endpoint that can be changed later. */
export function EndpointFields({ url, description, events }: EndpointFieldsProps) {
  return (
    <>
      <Field
        label="URL"
        hint="Where your server receives events, such as https://example.com/webhooks."
        error={url.error}
      >
        <Input type="url" autoComplete="off" autoCapitalize="none" spellCheck={false} {...url.input} />
      </Field>
      <Field label="Description" hint="Optional. What the endpoint is for." error={description.error}>
        <Input autoComplete="off" {...description.input} />
      </Field>
      {events && <EventPicker {...events} />}
    </>
  );
}
