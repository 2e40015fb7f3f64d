import { cache } from 'react';
import { requireActor } from '@/lib/auth/actor';
import { readApiKey } from '@/lib/domain/api-keys/read';

/** The key of the page. It is read once per request. */
export const loadKey = cache(async (keyId: string) => readApiKey(await requireActor(), { keyId }));
