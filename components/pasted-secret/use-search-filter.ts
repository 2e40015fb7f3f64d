import { useId, useState } from 'react';
import { useFilterForm } from '@/components/forms/use-filter-form';
import { type Searchable, searchable } from '@/components/pasted-secret/searchable';
import { findWholeKey, type SecretFormat } from '@/lib/domain/key-secrets/pasted-secret';

/** What was done with the text of a search. `opened`: the key whose secret was pasted is opened. */
export type Pasted = Searchable['kind'] | 'opened';

interface SearchFilter {
  /** The page that is filtered. */
  path: string;
  /** The values in the URL, by field; empty if the URL has none. */
  values: Readonly<Record<string, string>>;
  /** The name of the field that people type or paste into. */
  search: string;
  /** Tells a pasted secret apart from other text. */
  format: SecretFormat;
  /** Called with the secret if a whole key was pasted, instead of a search for its masked form. */
  onWholeKey?(secret: string): void;
}

/** A filter form, as `useFilterForm` makes it, with a search that keeps a pasted secret out of the URL. */
export function useSearchFilter({ path, values, search, format, onWholeKey }: SearchFilter) {
  const noteId = useId();
  const [kind, setKind] = useState<Pasted>('text');
  const form = useFilterForm({ path, values, prepare });

  function prepare({ elements }: HTMLFormElement): boolean {
    const field = elements.namedItem(search);
    if (!(field instanceof HTMLInputElement)) return true;
    const secret = onWholeKey && findWholeKey(field.value, format);
    if (secret) {
      field.value = '';
      setKind('opened');
      onWholeKey(secret);
      return false;
    }
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
