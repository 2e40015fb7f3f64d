'use client';

import { useFilterForm } from '@/components/forms/use-filter-form';
import { ROLE_NAMES } from '@/components/role-names';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { SEARCH_MAX } from '@/lib/domain/text/search-max';

interface MemberFiltersProps {
  /** The values in the URL, by field; empty if the URL has none. */
  values: Record<'q' | 'role', string>;
}

/** The filter of the members. The URL keeps it, and changes apply at once. */
export function MemberFilters({ values }: MemberFiltersProps) {
  const form = useFilterForm({ path: '/settings/members', values });
  return (
    <search aria-label="Filter">
      <form {...form} className="grid gap-3 sm:grid-cols-[minmax(0,20rem)_12rem]">
        <Field label="Search">
          <Input
            type="search"
            name="q"
            placeholder="Name or email"
            autoComplete="off"
            spellCheck={false}
            maxLength={SEARCH_MAX}
            defaultValue={values.q}
          />
        </Field>
        <Field label="Role">
          <Select name="role" defaultValue={values.role}>
            <option value="">Any role</option>
            {Object.entries(ROLE_NAMES).map(([role, name]) => (
              <option key={role} value={role}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      </form>
    </search>
  );
}
