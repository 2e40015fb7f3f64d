'use client';

import { DayRangeFields } from '@/components/forms/day-range-fields';
import { useFilterForm } from '@/components/forms/use-filter-form';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';

const STATES = [
  { value: '', name: 'All' },
  { value: 'pending', name: 'Pending' },
  { value: 'delivered', name: 'Delivered' },
  { value: 'failed', name: 'Failed' },
];

interface DeliveryFiltersProps {
  /** The page of the endpoint. */
  path: string;
  /** The values in the URL, by field; empty if the URL has none. */
  values: Record<'state' | 'event' | 'from' | 'to', string>;
  /** The names of the events. */
  events: readonly string[];
}

/** The filter of the log. The URL keeps it, and changes apply at once. */
export function DeliveryFilters({ path, values, events }: DeliveryFiltersProps) {
  const form = useFilterForm({ path, values });
  return (
    <search aria-label="Filter deliveries">
      <form {...form} className="grid grid-cols-2 gap-3 px-4 pt-3 sm:px-5 md:grid-cols-4">
        <Field label="Result">
          <Select name="state" defaultValue={values.state}>
            {STATES.map(({ value, name }) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Event">
          <Select name="event" defaultValue={values.event}>
            <option value="">All</option>
            {events.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <DayRangeFields values={values} />
      </form>
    </search>
  );
}
