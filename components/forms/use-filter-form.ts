import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useRef, useTransition } from 'react';

const PAUSE_MS = 300;

interface FilterForm {
  /** The page that is filtered. */
  path: string;
  /** The values in the URL, by field; empty if the URL has none. */
  values: Readonly<Record<string, string>>;
  /** Called before a change applies. The filter stays as it is if this returns false. */
  prepare?(form: HTMLFormElement): boolean;
}

/** A form that filters a list. The URL keeps the filter, and changes apply at once. */
export function useFilterForm({ path, values, prepare = () => true }: FilterForm) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
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
    if (!form.current || !prepare(form.current)) return;
    const chosen = [...new FormData(form.current)].flatMap(([name, value]) =>
      typeof value === 'string' && value.trim() !== '' ? [[name, value.trim()]] : [],
    );
    const query = new URLSearchParams(chosen).toString();
    startTransition(() => router.replace(query ? `${path}?${query}` : path, { scroll: false }));
  }

  return {
    ref: form,
    'aria-busy': pending,
    // Without a script, what was typed must not get into the URL.
    method: 'post',
    onSubmit(event: FormEvent) {
      event.preventDefault();
      apply();
    },
    onChange() {
      clearTimeout(timer.current);
      timer.current = setTimeout(apply, PAUSE_MS);
    },
  } as const;
}
