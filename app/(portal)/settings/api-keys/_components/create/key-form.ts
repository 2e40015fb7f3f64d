import { useState } from 'react';
import { type UseFormReturn, useForm } from 'react-hook-form';
import { newCreationToken } from '@/app/(portal)/settings/api-keys/_components/create/creation-token';
import { schemaResolver } from '@/components/forms/schema-resolver';
import { useDraft, useRestoredDraft } from '@/components/outdated/use-draft';
import { type CreateApiKeyInput, createApiKeySchema } from '@/lib/domain/api-keys/schema';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';

export type KeyForm = UseFormReturn<CreateApiKeyInput>;

/** What a form may begin with instead of nothing, such as the settings of another key. */
export type KeyDefaults = Partial<Omit<CreateApiKeyInput, 'creationToken'>>;

/**
 * The form of a new key, checked with the verb's own schema.
 * @param draft its name among the drafts that a reload keeps
 */
export function useKeyForm(
  { length: { min, max, preset } }: KeyPolicy,
  draft: string,
  defaults: KeyDefaults = {},
): { form: KeyForm; unsaved: boolean } {
  const [creationToken] = useState(newCreationToken);
  const outside = `Enter a length from ${min} to ${max}.`;
  const { length } = createApiKeySchema.shape;
  const values: KeyDefaults & Pick<CreateApiKeyInput, 'environment' | 'label' | 'length' | 'scopes'> = {
    label: '',
    environment: 'sandbox',
    length: preset,
    scopes: [],
    expiry: 'never',
    requireSignatures: false,
    ...defaults,
  };
  const fields = Object.keys(values);
  const restored = useRestoredDraft(draft, fields);
  const form = useForm<CreateApiKeyInput>({
    resolver: schemaResolver(
      createApiKeySchema.extend({ length: length.min(min, outside).max(max, outside) }),
    ),
    defaultValues: { ...values, ...restored, creationToken },
  });
  const unsaved = form.formState.isDirty || restored !== undefined;
  useDraft(form, { draft, fields, isDirty: unsaved });
  return { form, unsaved };
}
