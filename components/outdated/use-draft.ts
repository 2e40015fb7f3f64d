import { useEffect, useEffectEvent, useState } from 'react';
import { registerForm, takeDraft } from '@/components/outdated/drafts';
import { useHydrated } from '@/components/use-hydrated';

/** Only fields that the form still has: the draft can be from an older version of it. */
function pick(draft: Record<string, unknown> | undefined, fields: readonly string[]) {
  return draft && Object.fromEntries(Object.entries(draft).filter(([field]) => fields.includes(field)));
}

/**
 * The values that a form had before the page was reloaded; undefined where there are none, as on the server.
 * @param form its name, unique in the product; undefined for a form that holds secrets
 */
export function useRestoredDraft(form: string | undefined, fields: readonly string[]) {
  // A form that is part of the server's page gets its draft after hydration, see useDraft.
  const isHydrated = useHydrated();
  const [draft] = useState(() => (isHydrated && form !== undefined ? takeDraft(form) : undefined));
  return pick(draft, fields);
}

interface DraftOptions {
  /** As for useRestoredDraft. */
  form: string | undefined;
  /** The fields to keep, none of which is a secret. */
  fields: readonly string[];
  /** Whether something was typed. */
  isDirty: boolean;
  values(): Record<string, unknown>;
  restore(draft: Record<string, unknown>): void;
}

/** Keeps what was typed into a form when the page has to be reloaded, and restores it after that. */
export function useDraft({ form, fields, isDirty, values, restore }: DraftOptions): void {
  const typed = useEffectEvent(() => (isDirty ? pick(values(), fields) : undefined));
  const restoreLate = useEffectEvent((draft: Record<string, unknown> | undefined) => {
    const known = pick(draft, fields);
    if (known) restore(known);
  });
  useEffect(() => {
    if (form === undefined) return;
    restoreLate(takeDraft(form));
    return registerForm(form, () => typed());
  }, [form]);
}
