import { type BaseSyntheticEvent, useEffect, useEffectEvent, useState } from 'react';
import {
  type DefaultValues,
  type FieldValues,
  type Path,
  type UseFormReturn,
  useForm,
} from 'react-hook-form';
import { type FormSchema, fetchResolver } from '@/components/forms/fetch-resolver';
import { showRefusal } from '@/components/forms/show-refusal';
import { loadChunk } from '@/components/load-chunk';
import { failedCall } from '@/components/outdated/failed-call';
import { useDraft, useRestoredDraft } from '@/components/outdated/use-draft';
import type { Refusal, Result } from '@/lib/errors';

interface ActionForm<Input extends FieldValues, Output extends FieldValues, Done> {
  /** The verb's own schema, or a function that fetches it. */
  schema: FormSchema<Input, Output>;
  values?: DefaultValues<NoInfer<Input>>;
  /** The fields that show their own errors. What the verb refuses of other fields is shown for the form as a whole. */
  fields?: readonly Path<NoInfer<Input>>[];
  /** The name under which a reload keeps what was typed; leave it out for a form that asks for secrets only. */
  draft?: string;
  /** The fields that a reload does not keep, such as a password. */
  notInDraft?: readonly string[];
  submit(input: NoInfer<Output>): Promise<Result<Done>>;
  onDone(done: Done, input: NoInfer<Output>): void;
  /** Gets each refusal first; the form does not show it if this returns true. */
  onRefused?(refusal: Refusal): boolean;
}

/** The state of a form that its frame shows: FormDialog, SettingsForm or AuthForm. */
export interface ActionFormState {
  pending: boolean;
  /** Whether something is typed that is not saved. */
  unsaved: boolean;
  refusal: string | undefined;
  onSubmit(event?: BaseSyntheticEvent): Promise<void>;
}

/** A form that a server action takes: checks the input, sends it, and shows what is refused. */
export function useActionForm<Input extends FieldValues, Output extends FieldValues, Done>({
  schema,
  values,
  fields = [],
  draft,
  notInDraft = [],
  submit,
  onDone,
  onRefused = () => false,
}: ActionForm<Input, Output, Done>): {
  form: UseFormReturn<Input, unknown, Output>;
  state: ActionFormState;
} {
  const allFields = [...(Object.keys(values ?? {}) as Path<Input>[]), ...fields];
  const draftFields = allFields.filter((field) => !notInDraft.includes(field));
  const restored = useRestoredDraft(draft, draftFields);
  const form = useForm<Input, unknown, Output>({
    resolver: async (...args) => (await fetchResolver(schema))(...args),
    defaultValues: { ...values, ...restored } as DefaultValues<Input>,
  });
  const { errors, isDirty, isSubmitting } = form.formState;
  // `isDirty` misses what was typed before React handled the form.
  const isChanged = isDirty || allFields.some((field) => form.getFieldState(field).isDirty);
  const unsaved = isChanged || restored !== undefined;
  useDraft(form, { draft, fields: draftFields, isDirty: unsaved });

  const [fetching, setFetching] = useState(false);
  const fetchChecks = useEffectEvent(() => fetchResolver(schema));
  // A form that was opened or typed into is soon submitted. If this fails, submitting tries again and shows an error.
  const isInUse = isChanged || typeof schema !== 'function';
  useEffect(() => {
    if (isInUse) void fetchChecks().catch(() => undefined);
  }, [isInUse]);

  const submitChecked = form.handleSubmit(async (input) => {
    const result = await submit(input).catch(failedCall);
    if (result.ok) onDone(result.value, input);
    else if (!onRefused(result.refusal)) showRefusal(form, fields, result.refusal);
  });

  async function onSubmit(event?: BaseSyntheticEvent) {
    event?.preventDefault();
    setFetching(true);
    const fetched = await loadChunk(() => fetchResolver(schema));
    setFetching(false);
    if (fetched) await submitChecked(event);
  }

  const pending = fetching || isSubmitting;
  return { form, state: { pending, unsaved, refusal: errors.root?.message, onSubmit } };
}
