'use server';

import { revalidatePath } from 'next/cache';
import { memberAction } from '@/lib/actions/member-action';
import { createApiKey } from '@/lib/domain/api-keys/create';
import { identifyApiKey } from '@/lib/domain/api-keys/identify';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { continueBulkAction } from '@/lib/domain/bulk-actions/continue';
import { endBulkAction } from '@/lib/domain/bulk-actions/end';
import { previewBulkAction } from '@/lib/domain/bulk-actions/preview';
import { previewRestOfBulkAction } from '@/lib/domain/bulk-actions/preview-rest';
import { readBulkAction } from '@/lib/domain/bulk-actions/read';
import { startBulkAction } from '@/lib/domain/bulk-actions/start';
import { readImpact } from '@/lib/domain/usage/impact';
import { currentProfile } from '@/lib/profiles/current';
import { scopedOperations } from '@/lib/profiles/scoped-operations';

const PAGE = '/settings/api-keys';

export const createApiKeyAction = memberAction('api-keys/create', async (actor, input) => {
  const created = await createApiKey(actor, input, currentProfile().keys);
  if (created.ok) revalidatePath(PAGE);
  return created;
});

export const revokeApiKeyAction = memberAction('api-keys/revoke', async (actor, input) => {
  const revoked = await revokeApiKey(actor, input);
  if (revoked.ok) revalidatePath(PAGE);
  return revoked;
});

export const identifyApiKeyAction = memberAction('api-keys/identify', identifyApiKey);

export const readImpactAction = memberAction('usage/impact', readImpact);

export const previewBulkActionAction = memberAction('bulk-actions/preview', (actor, input) =>
  previewBulkAction(actor, input, scopedOperations(currentProfile())),
);

export const previewRestAction = memberAction('bulk-actions/preview-rest', previewRestOfBulkAction);

export const startBulkActionAction = memberAction('bulk-actions/start', (actor, input) =>
  startBulkAction(actor, input, scopedOperations(currentProfile())),
);

export const continueBulkActionAction = memberAction('bulk-actions/continue', continueBulkAction);

export const endBulkActionAction = memberAction('bulk-actions/end', endBulkAction);

export const readBulkActionAction = memberAction('bulk-actions/read', readBulkAction);
