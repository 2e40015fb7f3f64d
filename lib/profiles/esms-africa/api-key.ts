import { z } from 'zod';
import type { ApiKeyView } from '@/lib/domain/api-keys/view';
import { keys } from '@/lib/profiles/esms-africa/keys';
import { toTime } from '@/lib/profiles/esms-africa/time';

const { live, sandbox } = keys.environments;

export const wireEnvironment = z.enum([live.wire, sandbox.wire]);

/** What a new key and a key in the list have in common. */
export const apiKeyFields = {
  id: z.int(),
  name: z.string(),
  prefix: z.string().describe('The beginning and the last four characters of the key.'),
  environment: wireEnvironment,
  scopes: z.array(z.string()),
  created_at: z.string(),
};

/** A key as the API shows it, without the key itself. */
export function toApiKeyFields({ number, label, maskedSecret, environment, scopes, createdAt }: ApiKeyView) {
  if (number === null) throw new Error('A key of this provider has a number.');
  return {
    id: number,
    name: label,
    prefix: maskedSecret,
    environment: keys.environments[environment].wire,
    scopes,
    created_at: toTime(createdAt),
  };
}

/** For the documentation. */
export const exampleApiKey = {
  id: 12,
  name: 'Reports',
  prefix: 'esms_test_****o5p6',
  environment: sandbox.wire,
  scopes: ['query'],
  created_at: '2026-11-26T10:15:00Z',
} as const;
