'use client';

import { useFilterForm } from '@/components/forms/use-filter-form';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';

interface UsageFiltersProps {
  /** The values in the URL, by field; empty if the URL has none. The filter keeps key and operation. */
  values: Record<'days' | 'environment' | 'key' | 'operation', string>;
  periods: readonly number[];
  environments: ReadonlyArray<{ value: string; label: string }>;
}

/** The period and environment of the page. The URL keeps them, and changes apply at once. */
export function UsageFilters({ values, periods, environments }: UsageFiltersProps) {
  const form = useFilterForm({ path: '/usage', values });
  return (
    <search aria-label="Filter">
      <form {...form} className="grid max-w-md grid-cols-2 gap-3">
        {values.key && <input type="hidden" name="key" value={values.key} />}
        {values.operation && <input type="hidden" name="operation" value={values.operation} />}
        <Field label="Period">
          <Select name="days" defaultValue={values.days}>
            {periods.map((days) => (
              <option key={days} value={days}>
                {`Last ${days} days`}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Environment">
          <Select name="environment" defaultValue={values.environment}>
            <option value="">All</option>
            {environments.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
      </form>
    </search>
  );
}
