import { useEffect, useEffectEvent, useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { hasDraft, registerForm, takeDraft } from '@/components/outdated/drafts';
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
  /** As `form` of useRestoredDraft. */
  draft: string | undefined;
  /** The fields to keep, none of which is a secret. */
  fields: readonly string[];
  /** Whether something was typed. */
  isDirty: boolean;
}

/** Keeps what was typed into a form when the page has to be reloaded, and restores it after that. */
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
 * Opens a form again after a reload that kept a draft of it.
 * @param openers how to open each form, by the name of its draft
 */
export function useReopen(openers: Readonly<Record<string, () => void>>): void {
  const reopen = useEffectEvent(() => Object.entries(openers).find(([draft]) => hasDraft(draft))?.[1]());
  useEffect(() => void reopen(), []);
}
