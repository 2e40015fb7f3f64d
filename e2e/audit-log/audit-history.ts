import { db } from '@/lib/db/client';
import { disableApiKey } from '@/lib/domain/api-keys/disable';
import { recordAudit } from '@/lib/domain/audit/record';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import {
  approvedBy,
  exit,
  impersonate,
  makeImpersonation,
  makeStaff,
} from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';

/** A workspace in which an owner, support and a key have done something. */
export async function makeHistory() {
  const owner = await makeMember();
  await db().user.update({ where: { id: owner.userId }, data: { name: 'Ada Lovelace' } });
  const { key } = await makeKey(owner, { label: 'Production server' });
  const other = await makeKey(owner, { label: 'Till' });
  const impersonation = await makeImpersonation(await makeStaff(), owner, approvedBy(owner));
  granted(await disableApiKey(impersonate(owner, impersonation, 'act'), { keyId: key.id }));
  await exit(impersonation.id);
  await db().$transaction((tx) =>
    recordAudit(
      tx,
      {
        kind: 'apiKey',
        keyId: other.key.id,
        secretId: 'sec_1',
        workspaceId: owner.workspaceId,
        environment: 'sandbox',
        scope: null,
        address: '203.0.113.7',
      },
      { action: 'messages.send', detail: { messages: 3 } },
    ),
  );
  return { owner, key, impersonation };
}
