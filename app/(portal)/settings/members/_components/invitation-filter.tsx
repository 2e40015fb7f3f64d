'use client';

import { PastedSecretNote } from '@/components/pasted-secret/pasted-secret-note';
import { useSearchFilter } from '@/components/pasted-secret/use-search-filter';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { SecretFormat } from '@/lib/domain/key-secrets/pasted-secret';
import { SEARCH_MAX } from '@/lib/domain/text/search-max';

interface InvitationFilterProps {
  /** The search in the URL; empty if the URL has none. */
  invited: string;
  /** The filter of the members, which stays. */
  members: Record<'q' | 'role', string>;
  /** Tells a pasted secret apart from other text. */
  format: SecretFormat;
}

/** The search of the invitations. The URL keeps it, and changes apply at once. */
export function InvitationFilter({ invited, members, format }: InvitationFilterProps) {
  const { form, note, describedBy } = useSearchFilter({
    path: '/settings/members',
    values: { invited },
    search: 'invited',
    format,
  });
  return (
    <search aria-label="Filter of the invitations" className="block px-4 pt-3 sm:px-5">
      <form {...form} className="max-w-xs">
        {Object.entries(members).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Field label="Search invitations">
          <Input
            type="search"
            name="invited"
            placeholder="Email"
            autoComplete="off"
            spellCheck={false}
            maxLength={SEARCH_MAX}
            defaultValue={invited}
            aria-describedby={describedBy}
          />
        </Field>
        <PastedSecretNote {...note} />
      </form>
    </search>
  );
}
