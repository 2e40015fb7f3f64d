import { useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { createApiKeyAction } from '@/app/(portal)/settings/api-keys/actions';
import { newCreationToken } from '@/components/forms/creation-token';
import { type ActionFormState, useActionForm } from '@/components/forms/use-action-form';
import type { CreatedApiKey } from '@/lib/domain/api-keys/insert';
import {
  type CreateApiKeyInput,
  type CreateApiKeySettings,
  createApiKeySchema,
} from '@/lib/domain/api-keys/schema';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import type { Refusal } from '@/lib/errors';

export type KeyForm = UseFormReturn<CreateApiKeyInput, unknown, CreateApiKeySettings>;

/** The first values of a form, such as the settings of another key. */
export type KeyDefaults = Partial<Omit<CreateApiKeyInput, 'creationToken'>>;

interface KeyFormOptions {
  policy: KeyPolicy;
  /** The name under which a reload keeps the draft. */
  draft: string;
  defaults: KeyDefaults | undefined;
  onCreated(created: CreatedApiKey): void;
  onRefused(refusal: Refusal): boolean;
}

/** The form that creates a key. Sending it twice creates one key only. */
export function useKeyForm({ policy, draft, defaults, onCreated, onRefused }: KeyFormOptions): {
  form: KeyForm;
  state: ActionFormState;
} {
  const { min, max, preset } = policy.length;
  const [creationToken] = useState(newCreationToken);
  const outside = `Enter a length from ${min} to ${max}.`;
  const { length } = createApiKeySchema.shape;
  return useActionForm({
    schema: createApiKeySchema.extend({ length: length.min(min, outside).max(max, outside) }),
    values: {
      label: '',
      purpose: policy.purposes?.[0]?.name ?? null,
      environment: 'sandbox',
      length: preset,
      scopes: [],
      expiry: 'never',
      requireSignatures: false,
      owner: '',
      tags: [],
      note: '',
      ...defaults,
      creationToken,
    },
    fields: ['label', 'environment', 'length', 'scopes', 'expiry', 'purpose', 'owner', 'tags', 'note'],
    draft,
    notInDraft: ['creationToken'],
    submit: createApiKeyAction,
    onDone: onCreated,
    onRefused,
  });
}
