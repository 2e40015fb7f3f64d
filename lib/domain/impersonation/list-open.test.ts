import { expect, it } from 'vitest';
import { listOpenImpersonations } from '@/lib/domain/impersonation/list-open';
import { readOwnImpersonation } from '@/lib/domain/impersonation/read-own';
import { granted } from '@/lib/testing/factories/api-keys';
import { extensionAsked, makeImpersonation, makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';

it('shows an open session to its agent and to leads', async () => {
  const agent = await makeStaff();
  const { id } = await makeImpersonation(agent, await makeMember(), {
    ticket: 'T-4711',
    ...extensionAsked(),
  });
  expect(await readOwnImpersonation(agent)).toMatchObject({ value: { id, isHere: true } });
  const otherSession = { ...agent, sessionId: (await makeStaff()).sessionId };
  expect(await readOwnImpersonation(otherSession)).toMatchObject({ value: { isHere: false } });
  expect(await readOwnImpersonation(await makeStaff())).toEqual({ ok: true, value: null });
  const open = granted(await listOpenImpersonations(await makeStaff('lead')));
  expect(open).toContainEqual(
    expect.objectContaining({
      id,
      ticket: 'T-4711',
      subject: 'Test owner',
      mode: 'view',
      asksToAct: false,
      asksToExtend: true,
    }),
  );
  expect(await listOpenImpersonations(agent)).toMatchObject({ refusal: { code: 'FORBIDDEN' } });
});
