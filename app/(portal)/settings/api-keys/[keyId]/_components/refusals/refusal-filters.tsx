'use client';

import { useFilterForm } from '@/components/forms/use-filter-form';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { RefusalOptions } from '@/lib/domain/refusals/list';

interface RefusalFiltersProps {
  /** Of the key's page. */
  path: string;
  /** The values in the URL, by field; empty if the URL has none. */
  values: Record<'code' | 'operation' | 'address', string>;
  options: RefusalOptions;
}

const FIELDS = [
  { name: 'code', label: 'Code', all: 'All codes', of: 'codes' },
  { name: 'operation', label: 'Operation', all: 'All operations', of: 'operations' },
  { name: 'address', label: 'Address', all: 'All addresses', of: 'addresses' },
] as const;

/** The filter of the rejected calls. The URL keeps it, and changes apply at once. */
export function RefusalFilters({ path, values, options }: RefusalFiltersProps) {
  const form = useFilterForm({ path, values });
  return (
    <search aria-label="Filter rejected calls">
      <form {...form} className="grid gap-3 px-4 pt-3 pb-1 sm:grid-cols-3 sm:px-5">
        {FIELDS.map(({ name, label, all, of }) => {
          const known = new Set([...options[of], values[name]]);
          return (
            <Field key={name} label={label}>
              <Select name={name} defaultValue={values[name]}>
                <option value="">{all}</option>
                {[...known].filter(Boolean).map((value) => (
                  <option key={value} value={value}>
                    {value}
                  </option>
                ))}
              </Select>
            </Field>
          );
        })}
      </form>
    </search>
  );
}
