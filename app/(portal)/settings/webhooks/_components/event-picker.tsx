import { useId } from 'react';
import type { EventChoice } from '@/app/(portal)/settings/webhooks/event-choices';
import { Choice } from '@/components/forms/choice';
import { Checkbox } from '@/components/ui/checkbox';
import { FieldError } from '@/components/ui/field';
import { Radio } from '@/components/ui/radio';
import type { EndpointEvents } from '@/lib/domain/webhook-endpoints/schema';

interface EventPickerProps {
  choices: readonly EventChoice[];
  value: EndpointEvents;
  onChange(events: EndpointEvents): void;
  error: string | undefined;
}

/** Which events an endpoint gets: all of them, or chosen ones. */
export function EventPicker({ choices, value, onChange, error }: EventPickerProps) {
  const id = useId();
  const errorId = `${id}-error`;
  const isAll = value === 'all';
  const chosen = isAll ? [] : value;

  function toggle({ types }: EventChoice, on: boolean) {
    const others = chosen.filter((type) => !types.some((own) => own === type));
    onChange(on ? [...others, ...types] : others);
  }

  return (
    <fieldset aria-describedby={error ? errorId : undefined} className="space-y-1.5">
      <legend className="font-medium">Events</legend>
      <div className="divide-y overflow-hidden rounded-lg border">
        <Choice
          name="All events"
          description="Also the ones that are added later."
          className="has-checked:bg-accent-soft"
          control={(attributes) => (
            <Radio {...attributes} name={id} checked={isAll} onChange={() => onChange('all')} />
          )}
        />
        <Choice
          name="Chosen events"
          description="Only what your server handles."
          className="has-checked:bg-accent-soft"
          control={(attributes) => (
            <Radio {...attributes} name={id} checked={!isAll} onChange={() => onChange([])} />
          )}
        />
        {!isAll &&
          [...Map.groupBy(choices, ({ group }) => group)].map(([group, events]) => (
            <div key={group}>
              <p className="bg-canvas px-3 py-1 font-medium text-ink-muted text-xs">{group}</p>
              {events.map((event) => (
                <Choice
                  key={event.name}
                  name={<span className="block w-48 font-mono text-[0.8125rem]">{event.name}</span>}
                  description={event.summary}
                  inline
                  className="has-checked:bg-accent-soft"
                  control={(attributes) => (
                    <Checkbox
                      {...attributes}
                      aria-invalid={error ? true : undefined}
                      checked={event.types.some((type) => chosen.includes(type))}
                      onChange={({ target }) => toggle(event, target.checked)}
                    />
                  )}
                />
              ))}
            </div>
          ))}
      </div>
      <FieldError id={errorId}>{error}</FieldError>
    </fieldset>
  );
}
