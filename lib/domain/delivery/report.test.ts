import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { recordReport } from '@/lib/domain/delivery/report';
import { newId } from '@/lib/ids';
import { makeMember } from '@/lib/testing/factories/members';
import { BALANCE, makeMessage, makeSender, PRICE, statusOf } from '@/lib/testing/factories/messages';
import { readMoney } from '@/lib/testing/factories/wallet';

const SYSTEM = { kind: 'system', address: null } as const;
const STATUSES = ['sent', 'delivered', 'undelivered', 'expired'] as const;

function report(id: string, status: string, at: Date = now()) {
  return recordReport(SYSTEM, { id, status, at: at.toISOString() });
}

describe('recordReport', () => {
  it('moves a status only forward, in whatever order reports arrive', async () => {
    const sender = await makeSender();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...STATUSES), { maxLength: 6 }), async (reports) => {
        const id = await makeMessage(sender);
        for (const status of reports) expect(await report(id, status)).toEqual({ ok: true, value: null });
        const final = reports.find((status) => status !== 'sent');
        expect(await statusOf(id)).toBe(final ?? (reports.length > 0 ? 'sent' : 'queued'));
      }),
      { numRuns: 40 },
    );
  });

  it('sets one final status if reports arrive at the same time', async () => {
    const id = await makeMessage(await makeSender());
    await Promise.all(STATUSES.flatMap((status) => [report(id, status), report(id, status)]));
    const finalized = await db().message.findFirstOrThrow({ where: { id } });
    expect(finalized.status).not.toBe('sent');
    await Promise.all(STATUSES.map((status) => report(id, status, new Date(0))));
    expect(await db().message.findFirstOrThrow({ where: { id } })).toEqual(finalized);
  });

  it('stores the time of the carrier if it is possible', async () => {
    const sender = await makeSender();
    const id = await makeMessage(sender);
    const { createdAt } = await db().message.findFirstOrThrow({ where: { id } });
    await report(id, 'sent', new Date(createdAt.getTime() - DAY));
    await report(id, 'delivered', new Date(createdAt.getTime() + DAY));
    const { sentAt, finalizedAt } = await db().message.findFirstOrThrow({ where: { id } });
    expect(sentAt).toEqual(createdAt);
    expect(Number(finalizedAt)).toBeLessThanOrEqual(now().getTime());
  });

  it('charges for messages that the carrier accepted but did not deliver', async () => {
    const sender = await makeSender();
    await report(await makeMessage(sender), 'undelivered');
    const { live } = await readMoney(sender.workspaceId);
    expect(live).toEqual({ balance: BALANCE - PRICE, ledger: BALANCE - PRICE });
  });

  it('does not find sandbox and unknown messages', async () => {
    const id = await makeMessage(await makeSender('sandbox'));
    for (const unknown of [id, newId('msg')]) {
      expect(await report(unknown, 'delivered')).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
    }
    expect(await statusOf(id)).toBe('queued');
  });

  it.each([
    { status: undefined },
    { status: null },
    { status: 7 },
    { at: 'yesterday' },
    { at: 1_700_000_000 },
    { at: '2026-02-30T10:00:00Z' },
    { id: 7 },
    { id: null },
  ])('refuses an invalid report: %o', async (changes) => {
    const id = await makeMessage(await makeSender());
    const input = { id, status: 'delivered', at: now().toISOString(), ...changes };
    expect(await recordReport(SYSTEM, input)).toMatchObject({ refusal: { code: 'INVALID_REQUEST' } });
    expect(await statusOf(id)).toBe('queued');
  });

  it.each([
    { price: 0, error: null, status_details: { code: '0', parts: ['1'] } },
    { to: '+31612345678', 'unknown member': true },
    { at: '2026-11-21T10:00:00+00:00' },
    { at: '2026-11-21T10:00:00+0000' },
    { at: '2026-11-21t10:00:00z' },
    { at: null },
    { at: undefined },
    { status: 'DELIVERED' },
    { status: ' Delivered' },
  ])('accepts reports as other systems write them: %o', async (changes) => {
    const id = await makeMessage(await makeSender());
    const input = { id, status: 'delivered', at: now().toISOString(), ...changes };
    expect(await recordReport(SYSTEM, input)).toEqual({ ok: true, value: null });
    expect(await statusOf(id)).toBe('delivered');
  });

  it.each(['queued', 'read', 'ACCEPTED', ''])(
    'accepts the unknown status %j without a change',
    async (status) => {
      const id = await makeMessage(await makeSender());
      expect(await report(id, status)).toEqual({ ok: true, value: null });
      expect(await statusOf(id)).toBe('queued');
      expect(await report(newId('msg'), status)).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
    },
  );

  it('refuses signed-in actors', async () => {
    const id = await makeMessage(await makeSender());
    const actor = await makeMember();
    const input = { id, status: 'delivered', at: now().toISOString() };
    expect(await recordReport(actor, input)).toMatchObject({ refusal: { code: 'FORBIDDEN' } });
    expect(await statusOf(id)).toBe('queued');
  });
});
