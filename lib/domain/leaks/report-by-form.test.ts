import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { type MemberActor, SYSTEM } from '@/lib/domain/actor';
import type { CreatedApiKey } from '@/lib/domain/api-keys/insert';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { listLeaks } from '@/lib/domain/leaks/list';
import { reportLeakByForm } from '@/lib/domain/leaks/report-by-form';
import { reportByScanner } from '@/lib/domain/leaks/report-by-scanner';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeFinder, reportAsScanner, reportByForm } from '@/lib/testing/factories/leaks';
import { makeMember } from '@/lib/testing/factories/members';
import { codeOf } from '@/lib/testing/factories/results';

let owner: MemberActor;
let created: CreatedApiKey;

beforeEach(async () => {
  owner = await makeMember();
  created = await makeKey(owner);
});

const statusOf = async () => granted(await readApiKey(owner, { keyId: created.key.id })).status;
const leaks = async () => granted(await listLeaks(owner, { keyId: created.key.id }));

describe('a report by the form', () => {
  it('finds a secret in any text', async () => {
    await reportByForm(`# .env\nexport KEYDESK_API_KEY="${created.secret}"\nDEBUG=1`);
    expect(await statusOf()).toBe('disabled');
    expect(await leaks()).toMatchObject([{ source: 'form', location: '' }]);
  });

  it('finds each of several', async () => {
    const second = await makeKey(owner);
    await reportByForm(`a=${created.secret}\nb=${second.secret}\nc=${created.secret}`);
    const disabled = await db().apiKey.count({
      where: { workspaceId: owner.workspaceId, disabledAt: { not: null } },
    });
    expect(disabled).toBe(2);
  });

  it('responds in the same way to known and unknown secrets, and writes as much', async () => {
    const { secret } = await makeKey(await makeMember());
    const unknown = `kd_sandbox_${'b'.repeat(secret.length - 'kd_sandbox_'.length)}`;
    const stored: unknown[] = [];
    for (const text of [secret, unknown]) {
      expect(await reportLeakByForm(makeFinder(), { text }, keydesk.keys)).toEqual({ ok: true, value: null });
      stored.push(await db().leakReport.findMany({ omit: { id: true, hash: true, createdAt: true } }));
      await db().leakReport.deleteMany();
    }
    expect(stored[1]).toEqual(stored[0]);
    expect(await reportLeakByForm(makeFinder(), { text: 'hello' }, keydesk.keys)).toEqual({
      ok: true,
      value: null,
    });
  });

  it('is limited for each network', async () => {
    const client = makeFinder();
    const send = async (text: string) => codeOf(await reportLeakByForm(client, { text }, keydesk.keys));
    const sent = await Promise.all(Array.from({ length: 8 }, (_, n) => send(`text ${n}`)));
    expect(sent.filter((code) => code === 'TOO_MANY_ATTEMPTS').length).toBeGreaterThanOrEqual(2);
    expect(codeOf(await reportLeakByForm(makeFinder(), { text: 'x' }, keydesk.keys))).toBeUndefined();
  });

  it('waits until the reports of scanners are handled', async () => {
    const text = Array.from({ length: 60 }, (_, n) => `kd_sandbox_${String(n).padStart(64, 'b')}`).join(' ');
    for (let n = 0; n < 2; n += 1) granted(await reportLeakByForm(makeFinder(), { text }, keydesk.keys));
    await reportAsScanner(created.secret);
    expect(await statusOf()).toBe('disabled');
    expect(await db().leakReport.count({ where: { source: 'form' } })).toBe(51);
    await db().leakReport.deleteMany();
  });

  it('is dropped with the same response if too many wait', async () => {
    const hash = Buffer.alloc(32);
    const waiting = Array.from({ length: 10_000 }, (_, n) => ({
      id: `lr_${n}`,
      hash,
      source: 'form' as const,
      location: '',
    }));
    await db().leakReport.createMany({ data: waiting });
    const response = await reportLeakByForm(makeFinder(), { text: created.secret }, keydesk.keys);
    expect(response).toEqual({ ok: true, value: null });
    expect(await db().leakReport.count()).toBe(10_000);
    granted(await reportByScanner(SYSTEM, [{ token: created.secret, type: 'key' }], keydesk.keys));
    expect(await db().leakReport.count()).toBe(10_001);
    await db().leakReport.deleteMany();
  });

  it('refuses an empty text, a long one, and an address that is none', async () => {
    for (const input of [{ text: ' ' }, { text: 'x'.repeat(20_001) }, { text: 'x', url: 'javascript:1' }]) {
      expect(codeOf(await reportLeakByForm(makeFinder(), input, keydesk.keys))).toBe('INVALID_REQUEST');
    }
  });
});
