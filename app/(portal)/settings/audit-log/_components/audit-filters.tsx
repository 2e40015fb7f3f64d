'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useId, useRef, useState, useTransition } from 'react';
import { PastedSecretNote } from '@/components/pasted-secret/pasted-secret-note';
import { type Searchable, searchable } from '@/components/pasted-secret/searchable';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { SecretFormat } from '@/lib/domain/key-secrets/pasted-secret';

const PAUSE_MS = 300;
const PATH = '/settings/audit-log';

const SUBJECTS = [
  { value: '', name: 'All changes' },
  { value: 'api_key', name: 'API keys' },
  { value: 'workspace', name: 'Workspace settings' },
  { value: 'user', name: 'Sign-ins and accounts' },
  { value: 'support', name: 'Support' },
  { value: 'wallet', name: 'Balance' },
  { value: 'audit', name: 'Exports of this log' },
  { value: 'messages', name: 'Messages' },
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
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const noteId = useId();
  const [kind, setKind] = useState<Searchable['kind']>('text');
  const [pending, startTransition] = useTransition();

  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    // Links and the back button change the filter, too. An older response must not replace what the user types.
    for (const [name, value] of Object.entries(values)) {
      const field = form.current?.elements.namedItem(name);
      if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) continue;
      if (field !== document.activeElement) field.value = value;
    }
  }, [values]);

  function apply() {
    clearTimeout(timer.current);
    if (!form.current) return;
    const target = form.current.elements.namedItem('target');
    if (target instanceof HTMLInputElement) {
      const found = searchable(target.value, format);
      setKind(found.kind);
      if (found.kind === 'secret') return;
      if (found.kind === 'masked') target.value = found.text;
    }
    const chosen = [...new FormData(form.current)].flatMap(([name, value]) =>
      typeof value === 'string' && value.trim() !== '' ? [[name, value.trim()]] : [],
    );
    const query = new URLSearchParams(chosen).toString();
    startTransition(() => router.replace(query ? `${PATH}?${query}` : PATH, { scroll: false }));
  }

  return (
    <search aria-label="Filter">
      <form
        ref={form}
        aria-busy={pending}
        // Without a script, what was typed must not get into the URL.
        method="post"
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
        onChange={() => {
          clearTimeout(timer.current);
          timer.current = setTimeout(apply, PAUSE_MS);
        }}
        className="grid grid-cols-2 gap-3 lg:grid-cols-[1.2fr_1.2fr_1fr_1fr_1.2fr]"
      >
        {session && <input type="hidden" name="session" value={session} />}
        <Field label="What">
          <Select name="what" defaultValue={values.what}>
            {SUBJECTS.map(({ value, name }) => (
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
            <option value="keydesk">Keydesk</option>
            <optgroup label="People and keys">
              {people.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </optgroup>
          </Select>
        </Field>
        <Field label="From day (UTC)" className="min-w-0">
          <Input type="date" name="from" className="min-w-0 max-sm:px-2" defaultValue={values.from} />
        </Field>
        <Field label="To day (UTC)" className="min-w-0">
          <Input type="date" name="to" className="min-w-0 max-sm:px-2" defaultValue={values.to} />
        </Field>
        <div className="relative max-lg:col-span-2">
          <Field label="Target">
            <Input
              type="search"
              name="target"
              placeholder="Key label, ID or last four"
              autoComplete="off"
              spellCheck={false}
              maxLength={300}
              defaultValue={values.target}
              aria-describedby={kind === 'text' ? undefined : noteId}
            />
          </Field>
          <PastedSecretNote id={noteId} kind={kind} />
        </div>
      </form>
    </search>
  );
}
