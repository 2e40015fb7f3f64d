'use client';

import { PastedSecretNote } from '@/components/pasted-secret/pasted-secret-note';
import { useSearchFilter } from '@/components/pasted-secret/use-search-filter';
import { ROLE_NAMES } from '@/components/role-names';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { SecretFormat } from '@/lib/domain/key-secrets/pasted-secret';

interface MemberFiltersProps {
  /** The values in the URL, by field; empty if the URL has none. */
  values: Record<'q' | 'role', string>;
  /** The search of the invitations, which stays. */
  invited: string;
  /** Tells a pasted secret apart from other text. */
  format: SecretFormat;
}

/** The filter of the members. The URL keeps it, and changes apply at once. */
export function MemberFilters({ values, invited, format }: MemberFiltersProps) {
  const { form, note, describedBy } = useSearchFilter({
    path: '/settings/members',
    values,
    search: 'q',
    format,
  });

  return (
    <search aria-label="Filter">
      <form {...form} className="grid gap-3 sm:grid-cols-[minmax(0,20rem)_12rem]">
        <input type="hidden" name="invited" value={invited} />
        <div>
          <Field label="Search">
            <Input
              type="search"
              name="q"
              placeholder="Name or email"
              autoComplete="off"
              spellCheck={false}
              maxLength={300}
              defaultValue={values.q}
              aria-describedby={describedBy}
            />
          </Field>
          <PastedSecretNote {...note} />
        </div>
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
