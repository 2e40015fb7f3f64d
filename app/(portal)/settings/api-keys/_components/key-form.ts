import { useState } from 'react';
import { type UseFormReturn, useForm } from 'react-hook-form';
import { newCreationToken } from '@/app/(portal)/settings/api-keys/_components/creation-token';
import { schemaResolver } from '@/components/schema-resolver';
import type { KeyPolicy } from '@/lib/domain/api-keys/policy';
import { type CreateApiKeyInput, createApiKeySchema } from '@/lib/domain/api-keys/schema';

export type KeyForm = UseFormReturn<CreateApiKeyInput>;

/** What a form may begin with instead of nothing, such as the settings of another key. */
export type KeyDefaults = Partial<Omit<CreateApiKeyInput, 'creationToken'>>;

/** The form of a new key, checked as the verb will check it. */
export function useKeyForm({ length: { min, max, preset } }: KeyPolicy, defaults: KeyDefaults = {}): KeyForm {
  const [creationToken] = useState(newCreationToken);
  const outside = `Enter a length from ${min} to ${max}.`;
  const { length } = createApiKeySchema.shape;
  return useForm<CreateApiKeyInput>({
    resolver: schemaResolver(
      createApiKeySchema.extend({ length: length.min(min, outside).max(max, outside) }),
    ),
    defaultValues: {
      label: '',
      environment: 'sandbox',
      length: preset,
      scopes: [],
      expiry: 'never',
      requireSignatures: false,
      ...defaults,
      creationToken,
    },
  });
}
