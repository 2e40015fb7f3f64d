import { useId, useState } from 'react';
import { useFilterForm } from '@/components/forms/use-filter-form';
import { type Searchable, searchable } from '@/components/pasted-secret/searchable';
import type { SecretFormat } from '@/lib/domain/key-secrets/pasted-secret';

interface SearchFilter {
  /** The page that is filtered. */
  path: string;
  /** The values in the URL, by field; empty if the URL has none. */
  values: Readonly<Record<string, string>>;
  /** The name of the field that people type or paste into. */
  search: string;
  /** Tells a pasted secret apart from other text. */
  format: SecretFormat;
}

/** A filter form, as `useFilterForm` makes it, with a search that keeps a pasted secret out of the URL. */
export function useSearchFilter({ path, values, search, format }: SearchFilter) {
  const noteId = useId();
  const [kind, setKind] = useState<Searchable['kind']>('text');
  const form = useFilterForm({ path, values, prepare });

  function prepare({ elements }: HTMLFormElement): boolean {
    const field = elements.namedItem(search);
    if (!(field instanceof HTMLInputElement)) return true;
    const found = searchable(field.value, format);
    setKind(found.kind);
    if (found.kind !== 'secret') field.value = found.text;
    return found.kind !== 'secret';
  }

  return {
    form,
    /** What `PastedSecretNote` shows. */
    note: { id: noteId, kind },
    /** The `aria-describedby` of the search. */
    describedBy: kind === 'text' ? undefined : noteId,
  };
}
