import { cache } from 'react';
import { requireActor } from '@/lib/auth/actor';
import { readApiKey } from '@/lib/domain/api-keys/read';

/** The key of the page, read once for everything that the page consists of. */
export const loadKey = cache(async (keyId: string) => readApiKey(await requireActor(), { keyId }));
