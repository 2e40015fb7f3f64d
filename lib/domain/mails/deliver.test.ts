import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { DAY, HOUR, SECOND, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { deliverMails } from '@/lib/domain/mails/deliver';
import { enqueueMail } from '@/lib/domain/mails/enqueue';
import { folderTransport, type OutgoingMail } from '@/lib/domain/mails/transport';

const draft = { to: 'ada@example.test', subject: 'Hello', text: 'Open https://keydesk.test/x?token=abc now' };

async function enqueue(): Promise<void> {
  await db().$transaction((tx) => enqueueMail(tx, draft));
}

/** A transport that keeps what it is given, after failing `failures` times. */
function recording(failures = 0) {
  const sent: OutgoingMail[] = [];
  let left = failures;
  return {
    sent,
    transport: async (mail: OutgoingMail) => {
      if (left-- > 0) throw new Error('The mail server is away.');
      sent.push(mail);
    },
  };
}

beforeEach(async () => {
  await db().mail.deleteMany();
});

describe('deliverMails', () => {
  it('sends a mail once and removes its body', async () => {
    await enqueue();
    const { sent, transport } = recording();
    expect(await deliverMails(transport)).toBe(1);
    expect(await deliverMails(transport)).toBe(0);
    expect(sent).toEqual([expect.objectContaining(draft)]);
    expect(await db().mail.findFirst()).toMatchObject({ sealedBody: null, nextAttemptAt: null, attempts: 1 });
  });

  it('sends each mail once with many workers', async () => {
    await Promise.all(Array.from({ length: 8 }, enqueue));
    const { sent, transport } = recording();
    await Promise.all(Array.from({ length: 4 }, () => deliverMails(transport)));
    expect(new Set(sent.map(({ id }) => id)).size).toBe(8);
    expect(sent).toHaveLength(8);
  });

  it('stores the body of a waiting mail sealed', async () => {
    await enqueue();
    const { sealedBody } = await db().mail.findFirstOrThrow();
    expect(Buffer.from(sealedBody ?? []).includes('token')).toBe(false);
  });

  it('retries after longer and longer pauses if the mail server is unavailable', async () => {
    await enqueue();
    const { sent, transport } = recording(2);
    await deliverMails(transport);
    expect(await deliverMails(transport)).toBe(0);
    setClockOffset(11 * SECOND);
    expect(await deliverMails(transport)).toBe(1);
    setClockOffset(20 * SECOND);
    expect(await deliverMails(transport)).toBe(0);
    setClockOffset(40 * SECOND);
    expect(await deliverMails(transport)).toBe(1);
    expect(sent).toHaveLength(1);
  });

  it('gives up in the end, and records the reason', async () => {
    await enqueue();
    const { transport } = recording(Number.POSITIVE_INFINITY);
    for (let hours = 0; hours < 30; hours++) {
      setClockOffset(hours * HOUR);
      await deliverMails(transport);
    }
    expect(await db().mail.findFirst()).toMatchObject({
      sentAt: null,
      sealedBody: null,
      nextAttemptAt: null,
      lastError: 'The mail server is away.',
    });
    setClockOffset(2 * DAY);
    expect(await deliverMails(transport)).toBe(0);
  });
});

describe('folderTransport', () => {
  it('writes a mail to a file that only its owner can read', async () => {
    const home = await mkdtemp(path.join(tmpdir(), 'keydesk-mail-'));
    onTestFinished(() => rm(home, { recursive: true }));
    const folder = path.join(home, 'mail');
    await folderTransport(folder, 'Keydesk <no-reply@keydesk.test>')({ id: 'mail_1', ...draft });
    const [file = ''] = await readdir(folder);
    const content = await readFile(path.join(folder, file), 'utf8');
    expect(content).toContain('To: ada@example.test\nSubject: Hello\n');
    expect(content.endsWith(`\n\n${draft.text}\n`)).toBe(true);
    expect((await stat(path.join(folder, file))).mode & 0o777).toBe(0o600);
  });
});
