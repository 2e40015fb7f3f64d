import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { DAY, HOUR, MINUTE, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { getBatch } from '@/lib/domain/batches/get';
import { sendBatch } from '@/lib/domain/batches/send';
import type { OutgoingMessage } from '@/lib/domain/carrier/carrier';
import { dispatchMessages, dispatchVoiceCalls } from '@/lib/domain/delivery/dispatch';
import { getMessage } from '@/lib/domain/messages/get';
import { sendMessages } from '@/lib/domain/messages/send';
import type { SubmitResult } from '@/lib/domain/outbox/submit-result';
import { createTextRemover } from '@/lib/domain/retention/remove-texts';
import { exportSentMessages } from '@/lib/domain/sent-messages/export';
import { listSentMessages } from '@/lib/domain/sent-messages/list';
import { startVoiceCalls } from '@/lib/domain/voice-calls/start';
import { overrideEnv } from '@/lib/env';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeCaller } from '@/lib/testing/factories/callers';
import { queued, sent } from '@/lib/testing/factories/messages';

const NL = '+31612345678';
const BE = '+32470123456';
const SECRET = 'Your secret is out';
const MONEY = 100_000_000n;

function carrierThat(result: SubmitResult) {
  const texts: (string | null)[] = [];
  const submit = async (outgoing: { text: OutgoingMessage['text'] | null }) => {
    texts.push(outgoing.text);
    return result;
  };
  return { texts, carrier: { askAfterMs: null, submit } };
}

/** Everything that the tables with texts contain. */
async function stored(): Promise<string> {
  const rows = await db().$queryRaw`
    SELECT to_jsonb(m) AS row FROM messages m UNION ALL SELECT to_jsonb(b) FROM message_batches b
    UNION ALL SELECT to_jsonb(v) FROM voice_calls v UNION ALL SELECT to_jsonb(e) FROM webhook_events e
    UNION ALL SELECT to_jsonb(r) FROM idempotency_records r UNION ALL SELECT to_jsonb(a) FROM audit_events a`;
  return JSON.stringify(rows);
}

describe('without STORE_TEXT', () => {
  beforeEach(() => {
    overrideEnv({ STORE_TEXT: 'no' });
    return () => {
      overrideEnv({ STORE_TEXT: '' });
      setClockOffset(0);
    };
  });

  it('the carrier gets texts that nobody can read before or after', async () => {
    const { owner, actor } = await makeCaller({ money: MONEY });
    const request = {
      ...{
        workspaceId: actor.workspaceId,
        environment: actor.environment,
        operation: 'messages.send',
        key: 'one',
      },
      requestHash: Buffer.from('hash'),
      toResponse: (value: unknown) => ({
        status: 202,
        contentType: 'application/json',
        body: JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? String(each) : each)),
      }),
    };
    const callback = { callbackUrl: 'https://acme.test/sms' };
    const [first] = sent(await sendMessages(actor, { to: NL, text: SECRET, ...callback }, request));
    const { batch } = queued(await sendBatch(actor, { recipients: [{ to: BE }], text: `${SECRET}!` }));
    queued(await startVoiceCalls(actor, { to: NL, text: SECRET }));
    expect(first?.text).toBeNull();
    expect(await stored()).not.toContain(SECRET);
    expect(granted(await getMessage(actor, { id: first?.id })).text).toBeNull();
    expect(granted(await getBatch(actor, { id: batch.id })).text).toBeNull();
    const { messages } = granted(await listSentMessages(owner, { environment: 'sandbox' }));
    expect(messages).toMatchObject([
      { to: BE, text: null },
      { to: NL, text: null },
    ]);
    let file = '';
    for await (const part of granted(await exportSentMessages(owner, { environment: 'sandbox' })))
      file += part;
    expect(file.split('[not stored]')).toHaveLength(3);

    setClockOffset(MINUTE);
    const { texts, carrier } = carrierThat({ outcome: 'accepted' });
    await dispatchMessages('sandbox', 10, carrier);
    await dispatchVoiceCalls('sandbox', 10, carrier);
    expect(texts.toSorted()).toEqual([SECRET, SECRET, `${SECRET}!`]);
    const sealed = await db().message.findMany({ where: { workspaceId: actor.workspaceId } });
    expect(sealed.map(({ text, sealedText }) => [text, sealedText])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(await stored()).not.toContain(SECRET);
  });

  it('a scheduled text waits sealed until its time, and what a carrier says about it is not stored', async () => {
    const { actor } = await makeCaller({ money: MONEY });
    const at = new Date(now().getTime() + HOUR).toISOString();
    const [message] = sent(await sendMessages(actor, { to: NL, text: SECRET, at }));
    const refusing = carrierThat({
      outcome: 'refused',
      reason: `The carrier answered 422: "${SECRET}" is spam`,
    });
    await dispatchMessages('sandbox', 10, refusing.carrier);
    expect(refusing.texts).toEqual([]);
    setClockOffset(HOUR);
    await dispatchMessages('sandbox', 10, refusing.carrier);
    expect(refusing.texts).toEqual([SECRET]);
    expect(await db().message.findFirstOrThrow({ where: { id: message?.id } })).toMatchObject({
      ...{ status: 'undelivered', lastError: 'The carrier answered 422.', sealedText: null },
    });
  });

  it('repetitions are still recognized', async () => {
    const { actor } = await makeCaller({ money: MONEY });
    const input = { to: NL, text: SECRET, repeatAfterSeconds: 60 };
    sent(await sendMessages(actor, input));
    expect(await sendMessages(actor, input)).toMatchObject({ refusal: { code: 'REPEATED_MESSAGE' } });
    sent(await sendMessages(actor, { ...input, text: 'Another' }));
  });

  it('texts that were stored before are removed, at once or when they are sent', async () => {
    overrideEnv({ STORE_TEXT: '' });
    const { actor } = await makeCaller({ money: MONEY });
    const accepting = carrierThat({ outcome: 'accepted' });
    sent(await sendMessages(actor, { to: NL, text: SECRET }));
    queued(await sendBatch(actor, { recipients: [{ to: BE }], text: SECRET }));
    setClockOffset(MINUTE);
    await dispatchMessages('sandbox', 10, accepting.carrier);
    const at = new Date(now().getTime() + DAY).toISOString();
    const [waiting] = sent(await sendMessages(actor, { to: NL, text: SECRET, at }));
    const remove = createTextRemover();
    expect(await remove()).toBe(0);
    expect(await stored()).toContain(SECRET);

    overrideEnv({ STORE_TEXT: 'no' });
    while ((await remove()) > 0);
    const texts = await db().message.findMany({
      where: { workspaceId: actor.workspaceId, text: { not: null } },
      select: { id: true },
    });
    expect(texts).toEqual([{ id: waiting?.id }]);
    setClockOffset(DAY + MINUTE);
    await dispatchMessages('sandbox', 10, accepting.carrier);
    expect(await stored()).not.toContain(SECRET);
  });
});

it('texts are stored otherwise', async () => {
  const { actor } = await makeCaller({ money: MONEY });
  const [message] = sent(await sendMessages(actor, { to: NL, text: SECRET }));
  onTestFinished(() => setClockOffset(0));
  setClockOffset(MINUTE);
  await dispatchMessages('sandbox', 10, carrierThat({ outcome: 'accepted' }).carrier);
  expect(granted(await getMessage(actor, { id: message?.id })).text).toBe(SECRET);
});
