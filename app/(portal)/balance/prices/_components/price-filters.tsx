'use client';

import { useId, useState } from 'react';
import { useFilterForm } from '@/components/forms/use-filter-form';
import { PastedSecretNote } from '@/components/pasted-secret/pasted-secret-note';
import { type Searchable, searchable } from '@/components/pasted-secret/searchable';
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
  const noteId = useId();
  const [kind, setKind] = useState<Searchable['kind']>('text');
  const form = useFilterForm({ path: '/balance/prices', values, prepare: prepareSearch });

  /** Keeps a pasted secret out of the URL. */
  function prepareSearch({ elements }: HTMLFormElement): boolean {
    const search = elements.namedItem('q');
    if (!(search instanceof HTMLInputElement)) return true;
    const found = searchable(search.value, format);
    setKind(found.kind);
    if (found.kind !== 'secret') search.value = found.text;
    return found.kind !== 'secret';
  }

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
              aria-describedby={kind === 'text' ? undefined : noteId}
            />
          </Field>
          <PastedSecretNote id={noteId} kind={kind} />
        </div>
      </form>
    </search>
  );
}
