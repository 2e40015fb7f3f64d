'use client';

import { PastedSecretNote } from '@/components/pasted-secret/pasted-secret-note';
import { useSearchFilter } from '@/components/pasted-secret/use-search-filter';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { SecretFormat } from '@/lib/domain/key-secrets/pasted-secret';

interface PriceFiltersProps {
  /** The values in the URL, by field; empty if the URL has none. */
  values: Record<'channel' | 'q', string>;
  /** Tells a pasted secret apart from other text. */
  format: SecretFormat;
}

/** The search of the price list. The URL keeps it, and changes apply at once. */
export function PriceFilters({ values, format }: PriceFiltersProps) {
  const { form, note, describedBy } = useSearchFilter({
    path: '/balance/prices',
    values,
    search: 'q',
    format,
  });

  return (
    <search aria-label="Filter">
      <form {...form} className="grid gap-3 sm:grid-cols-[1fr_2fr]">
        <Field label="Channel">
          <Select name="channel" defaultValue={values.channel}>
            <option value="sms">SMS, for each segment</option>
            <option value="voice">Voice calls</option>
          </Select>
        </Field>
        <div>
          <Field label="Country">
            <Input
              type="search"
              name="q"
              placeholder="Name, code or calling code"
              autoComplete="off"
              spellCheck={false}
              maxLength={300}
              defaultValue={values.q}
              aria-describedby={describedBy}
            />
          </Field>
          <PastedSecretNote {...note} />
        </div>
      </form>
    </search>
  );
}
