import { useEffect, useEffectEvent, useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { hasDraft, registerForm, takeDraft } from '@/components/outdated/drafts';
import { useHydrated } from '@/components/use-hydrated';

/** The values of these fields only: a draft can be from an older version of the form. */
function pick(values: Record<string, unknown> | undefined, fields: readonly string[]) {
  return values && Object.fromEntries(Object.entries(values).filter(([field]) => fields.includes(field)));
}

/**
 * What was typed into a form before the page was reloaded; undefined if nothing was, and on the server.
 * @param draft the name of the draft, unique in the product; undefined for a form without one
 */
export function useRestoredDraft(draft: string | undefined, fields: readonly string[]) {
  // A form that the server rendered gets its draft after hydration, see useDraft.
  const isHydrated = useHydrated();
  const [restored] = useState(() => (isHydrated && draft !== undefined ? takeDraft(draft) : undefined));
  return pick(restored, fields);
}

interface DraftOptions {
  /** The name of the draft, as for useRestoredDraft. */
  draft: string | undefined;
  /** The fields to store. None of them may be a secret. */
  fields: readonly string[];
  /** Whether something was typed. */
  isDirty: boolean;
}

/** Stores what was typed into a form when an outdated page is reloaded, and restores it after that. */
export function useDraft<Input extends FieldValues, Output>(
  form: UseFormReturn<Input, unknown, Output>,
  { draft, fields, isDirty }: DraftOptions,
): void {
  const typed = useEffectEvent(() => (isDirty ? pick(form.getValues(), fields) : undefined));
  const restore = useEffectEvent((taken: Record<string, unknown> | undefined) => {
    const known = pick(taken, fields);
    if (known) form.reset({ ...form.getValues(), ...known }, { keepDefaultValues: true });
  });
  useEffect(() => {
    if (draft === undefined) return;
    restore(takeDraft(draft));
    return registerForm(draft, () => typed());
  }, [draft]);
}

/**
 * Opens a form again after a reload, if there is a draft of it.
 * @param openers how to open each form, by the name of its draft
 */
export function useReopen(openers: Readonly<Record<string, () => void>>): void {
  const reopen = useEffectEvent(() => Object.entries(openers).find(([draft]) => hasDraft(draft))?.[1]());
  useEffect(() => void reopen(), []);
}
