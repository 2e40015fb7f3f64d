import { describe, expect, it } from 'vitest';
import { DAY, now, setClockOffset } from '@/lib/clock';
import type { Actor } from '@/lib/domain/actor';
import { cancelMessage } from '@/lib/domain/messages/cancel';
import { sendMessages } from '@/lib/domain/messages/send';
import { listSentMessages } from '@/lib/domain/sent-messages/list';
import { readSentMessage } from '@/lib/domain/sent-messages/read';
import { newId } from '@/lib/ids';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeCaller } from '@/lib/testing/factories/callers';
import { approvedBy, impersonate, makeImpersonation, makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { sent } from '@/lib/testing/factories/messages';

const NL = '+31612345678';
const BE = '+32470123456';
const MASKED = '+31•••••••78';

const textsOf = async (actor: Actor, input: object) => {
  const { messages } = granted(await listSentMessages(actor, { environment: 'sandbox', ...input }));
  return messages.map(({ text }) => text);
};

describe('the messages of a workspace', () => {
  it('are limited by environment, status, key, recipient and days', async () => {
    const { owner, actor } = await makeCaller({ money: 100_000_000n });
    const { actor: second } = await makeCaller({ owner });
    const [first] = sent(await sendMessages(actor, { to: NL, text: 'One' }));
    await cancelMessage(actor, { id: first?.id });
    setClockOffset(DAY);
    sent(await sendMessages(second, { to: BE, text: 'Two' }));
    const tomorrow = now().toISOString().slice(0, 10);

    expect(await textsOf(owner, {})).toEqual(['Two', 'One']);
    expect(await textsOf(owner, { environment: 'live' })).toEqual([]);
    expect(await textsOf(owner, { status: 'canceled' })).toEqual(['One']);
    expect(await textsOf(owner, { key: second.keyId })).toEqual(['Two']);
    expect(await textsOf(owner, { recipient: '+31 6 12345678' })).toEqual(['One']);
    expect(await textsOf(owner, { from: tomorrow })).toEqual(['Two']);
    expect(await textsOf(owner, { to: tomorrow })).toEqual(['Two', 'One']);
    expect(await textsOf(await makeMember(), { key: actor.keyId })).toEqual([]);
  });

  it('are found by the request that sent them', async () => {
    const { owner, actor } = await makeCaller({ money: 100_000_000n });
    const requestId = newId('req');
    sent(await sendMessages({ ...actor, requestId }, { to: [NL, BE], text: 'One' }));
    const [other] = sent(await sendMessages(actor, { to: NL, text: 'Two' }));
    expect(await textsOf(owner, { request: ` ${requestId} ` })).toEqual(['One', 'One']);
    expect(await textsOf(owner, { request: 'req_' })).toEqual([]);
    expect(await textsOf(await makeMember(), { request: requestId })).toEqual([]);
    const viewer = await makeMember('viewer', { workspaceId: owner.workspaceId });
    const { messages } = granted(
      await listSentMessages(viewer, { environment: 'sandbox', request: requestId }),
    );
    expect(messages.map(({ to }) => to).toSorted()).toEqual([MASKED, '+32•••••••56']);
    expect(granted(await readSentMessage(owner, { id: other?.id })).requestId).toBeNull();
  });

  it('come in pages', async () => {
    const { owner, actor } = await makeCaller({ money: 100_000_000n });
    const to = Array.from({ length: 51 }, (_, index) => `+316123456${10 + index}`);
    sent(await sendMessages(actor, { to, text: 'All' }));
    const { messages, nextCursor } = granted(await listSentMessages(owner, { environment: 'sandbox' }));
    expect(messages).toHaveLength(50);
    expect(await textsOf(owner, { cursor: nextCursor })).toEqual(['All']);
  });

  it('can be read one by one, but not by other workspaces', async () => {
    const { owner, actor } = await makeCaller({ money: 100_000_000n });
    const [message] = sent(await sendMessages(actor, { to: NL, text: 'One' }));
    expect(granted(await readSentMessage(owner, { id: message?.id }))).toMatchObject({
      to: NL,
      text: 'One',
      environment: 'sandbox',
      key: { id: actor.keyId },
      timeline: [{ status: 'queued' }],
    });
    expect(await readSentMessage(await makeMember(), { id: message?.id })).toMatchObject({
      refusal: { code: 'NOT_FOUND' },
    });
  });

  it.each(['owner', 'admin', 'developer'] as const)('show the %s recipients and texts', async (role) => {
    const { owner, actor } = await makeCaller({ money: 100_000_000n });
    sent(await sendMessages(actor, { to: NL, text: 'One' }));
    const member = await makeMember(role, { workspaceId: owner.workspaceId });
    const { messages } = granted(await listSentMessages(member, { environment: 'sandbox' }));
    expect(messages).toMatchObject([{ to: NL, text: 'One' }]);
  });

  it('show viewers and support only a part of the recipient, and no text', async () => {
    const { owner, actor } = await makeCaller({ money: 100_000_000n });
    const [message] = sent(await sendMessages(actor, { to: NL, text: 'One' }));
    const viewer = await makeMember('viewer', { workspaceId: owner.workspaceId });
    const impersonation = await makeImpersonation(await makeStaff(), owner, approvedBy(owner));
    for (const person of [viewer, impersonate(owner, impersonation, 'act')]) {
      const { messages } = granted(await listSentMessages(person, { environment: 'sandbox' }));
      expect(messages).toMatchObject([{ to: MASKED, text: null }]);
      const read = granted(await readSentMessage(person, { id: message?.id }));
      expect(read).toMatchObject({ to: MASKED, text: null });
      expect(await listSentMessages(person, { environment: 'sandbox', recipient: NL })).toMatchObject({
        refusal: { code: 'INVALID_REQUEST' },
      });
    }
  });
});
