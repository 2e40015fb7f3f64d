'use client';

import { KeyPicker, type PickedKey } from '@/components/forms/key-picker';
import { useFilterForm } from '@/components/forms/use-filter-form';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { SecretFormat } from '@/lib/domain/key-secrets/pasted-secret';
import { say } from '@/lib/say';

interface Option {
  value: string;
  label: string;
}

interface UsageFiltersProps {
  /** The values in the URL, by field; empty if the URL has none. */
  values: Record<'days' | 'environment' | 'key' | 'operation' | 'country', string>;
  /** The key in the URL. */
  pickedKey: PickedKey | null;
  periods: readonly number[];
  environments: readonly Option[];
  operations: readonly string[];
  countries: readonly Option[];
  /** Tells a pasted secret apart from other text. */
  format: SecretFormat;
}

/** The filter of the page. The URL keeps it, and changes apply at once. */
export function UsageFilters({
  values,
  pickedKey,
  periods,
  environments,
  operations,
  countries,
  format,
}: UsageFiltersProps) {
  const form = useFilterForm({ path: '/usage', values });
  return (
    <search aria-label="Filter">
      <form {...form} className="grid grid-cols-2 gap-3 lg:grid-cols-5">
        <Field label="Period" className="min-w-0">
          <Select name="days" defaultValue={values.days}>
            {periods.map((days) => (
              <option key={days} value={days}>
                {days === 1 ? 'Today' : `Last ${days} days`}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Environment" className="min-w-0">
          <Select name="environment" defaultValue={values.environment}>
            <option value="">All</option>
            {environments.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Operation" className="min-w-0">
          <Select name="operation" defaultValue={values.operation}>
            <option value="">All operations</option>
            {operations.map((operation) => (
              <option key={operation} value={operation}>
                {operation}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Country" className="min-w-0">
          <Select name="country" defaultValue={values.country}>
            <option value="">All countries</option>
            {countries.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={say`Key`} className="min-w-0 max-lg:col-span-2">
          <KeyPicker name="key" picked={pickedKey} format={format} />
        </Field>
      </form>
    </search>
  );
}
