'use client';

import { DayRangeFields } from '@/components/forms/day-range-fields';
import { PastedSecretNote } from '@/components/pasted-secret/pasted-secret-note';
import { useSearchFilter } from '@/components/pasted-secret/use-search-filter';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { SecretFormat } from '@/lib/domain/key-secrets/pasted-secret';
import { say } from '@/lib/say';

const subjects = () => [
  { value: '', name: 'All changes' },
  { value: 'api_key', name: say`API keys` },
  { value: 'webhook', name: 'Webhooks' },
  { value: 'workspace', name: 'Workspace settings' },
  { value: 'member', name: 'Members' },
  { value: 'user', name: 'Sign-ins and accounts' },
  { value: 'support', name: 'Support' },
  { value: 'wallet', name: 'Balance' },
  { value: 'audit', name: 'Exports of this log' },
  { value: 'messages', name: 'Messages' },
  { value: 'voice_calls', name: 'Voice calls' },
  { value: 'verifications', name: 'One-time codes' },
  { value: 'lookups', name: 'Lookups' },
  { value: 'email_checks', name: 'Email checks' },
  { value: 'all', name: 'All, including messages' },
];

interface AuditFiltersProps {
  /** The values in the URL, by field; empty if the URL has none. */
  values: Record<'what' | 'who' | 'from' | 'to' | 'target', string>;
  /** The support session in the URL. The filter keeps it. */
  session: string | null;
  people: ReadonlyArray<{ id: string; name: string }>;
  /** Tells a pasted secret apart from other text. */
  format: SecretFormat;
}

/** The filter of the log. The URL keeps it, and changes apply at once. */
export function AuditFilters({ values, session, people, format }: AuditFiltersProps) {
  const { form, note, describedBy } = useSearchFilter({
    path: '/settings/audit-log',
    values,
    search: 'target',
    format,
  });

  return (
    <search aria-label="Filter">
      <form {...form} className="grid grid-cols-2 gap-3 lg:grid-cols-[1.2fr_1.2fr_1fr_1fr_1.2fr]">
        {session && <input type="hidden" name="session" value={session} />}
        <Field label="What">
          <Select name="what" defaultValue={values.what}>
            {subjects().map(({ value, name }) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Who">
          <Select name="who" defaultValue={values.who}>
            <option value="">Anyone</option>
            <option value="support">Support</option>
            <option value="keydesk">{say`Keydesk`}</option>
            <optgroup label={say`People and keys`}>
              {people.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </optgroup>
          </Select>
        </Field>
        <DayRangeFields values={values} />
        <div className="max-lg:col-span-2">
          <Field label="Target">
            <Input
              type="search"
              name="target"
              placeholder={say`Key label, ID or last four`}
              autoComplete="off"
              spellCheck={false}
              maxLength={300}
              defaultValue={values.target}
              aria-describedby={describedBy}
            />
          </Field>
          <PastedSecretNote {...note} />
        </div>
      </form>
    </search>
  );
}
