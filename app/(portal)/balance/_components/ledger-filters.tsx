'use client';

import { DayRangeFields } from '@/components/forms/day-range-fields';
import { useFilterForm } from '@/components/forms/use-filter-form';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';

const KINDS = [
  { value: '', name: 'All entries' },
  { value: 'credit', name: 'Payments' },
  { value: 'charge', name: 'Charges' },
  { value: 'refund', name: 'Refunds' },
  { value: 'reversal', name: 'Payments taken back' },
];

interface LedgerFiltersProps {
  /** The values in the URL, by field; empty if the URL has none. */
  values: Record<'environment' | 'kind' | 'from' | 'to', string>;
  environments: KeyPolicy['environments'];
}

/** The filter of the ledger. The URL keeps it, and changes apply at once. */
export function LedgerFilters({ values, environments: { live, sandbox } }: LedgerFiltersProps) {
  const form = useFilterForm({ path: '/balance', values });
  return (
    <search aria-label="Filter">
      <form {...form} className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <Field label="Environment">
          <Select name="environment" defaultValue={values.environment}>
            <option value="live">{live.label}</option>
            <option value="sandbox">{sandbox.label}</option>
          </Select>
        </Field>
        <Field label="Kind">
          <Select name="kind" defaultValue={values.kind}>
            {KINDS.map(({ value, name }) => (
              <option key={value} value={value}>
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
