import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { HOUR, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { createApiKey } from '@/lib/domain/api-keys/create';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { replaceSigningSecret } from '@/lib/domain/key-settings/replace-signing-secret';
import { checkPastedSignature } from '@/lib/domain/signature-checks/check';
import { right } from '@/lib/domain/signature-checks/remark';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, keyInput, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

const BASE = 'line 1\nline 2';

async function makeSigningKey() {
  const owner = await makeMember();
  const created = granted(await createApiKey(owner, keyInput({ requireSignatures: true }), keydesk.keys));
  return { owner, keyId: created.key.id, secret: created.signingSecret ?? '' };
}

function check(actor: MemberActor, keyId: string, signature = '', base = BASE, signsPlainBody = false) {
  const scheme = { inspect: (text: string) => [right(text)], signsPlainBody };
  return checkPastedSignature(actor, { keyId, base, signature }, keydesk.keys, scheme);
}

const hmac = (text: string, key: string | Buffer) => createHmac('sha256', key).update(text);

describe('checkPastedSignature', () => {
  it('reads the base without a line break at its end, and compares no signature if none is given', async () => {
    const { owner, keyId } = await makeSigningKey();
    expect(granted(await check(owner, keyId, '', `${BASE}\n`))).toEqual([right(BASE)]);
  });

  it.each<[string, (digest: string) => string]>([
    ['hexadecimal digits', (hex) => hex],
    ['capital hexadecimal digits', (hex) => ` ${hex.toUpperCase()}\n`],
    ['base64', (hex) => Buffer.from(hex, 'hex').toString('base64')],
    ['the value of a header', (hex) => `sig1=:${Buffer.from(hex, 'hex').toString('base64')}:`],
  ])('accepts the right signature as %s', async (_how, write) => {
    const { owner, keyId, secret } = await makeSigningKey();
    const signature = write(hmac(BASE, secret).digest('hex'));
    expect(granted(await check(owner, keyId, signature)).at(-1)).toEqual(
      right('The signature matches this text.'),
    );
  });

  it.each<[string, (secret: string) => string]>([
    ['A line break was signed at the end.', (secret) => hmac(`${BASE}\n`, secret).digest('hex')],
    ['The lines end in CR LF.', (secret) => hmac('line 1\r\nline 2', secret).digest('hex')],
    [
      'The signing secret was used without its prefix.',
      (secret) => hmac(BASE, secret.slice(keydesk.keys.signingPrefix.length)).digest('hex'),
    ],
    [
      'The signature was made of another text, or with another signing secret.',
      (secret) => hmac('other', secret).digest('hex'),
    ],
  ])('says: %s', async (text, sign) => {
    const { owner, keyId, secret } = await makeSigningKey();
    expect(granted(await check(owner, keyId, sign(secret))).at(-1)).toEqual({ kind: 'wrong', text });
  });

  it.each<[string, string, string, 'right' | 'note' | 'wrong']>([
    ['ends in a line break', `${BASE}\n`, `${BASE}\n`, 'right'],
    ['ends in none, and was printed with one', `${BASE}\n`, BASE, 'right'],
    ['ends in a line break that was not pasted', BASE, `${BASE}\n`, 'note'],
    ['has CR LF, which a page shows as LF', BASE, 'line 1\r\nline 2', 'note'],
    ['has CR LF at its end, too', `${BASE}\n`, 'line 1\r\nline 2\r\n', 'note'],
    ['is another one', BASE, `${BASE}.`, 'wrong'],
  ])('judges a text whose plain body %s', async (_what, pasted, signed, kind) => {
    const { owner, keyId, secret } = await makeSigningKey();
    const signature = hmac(signed, secret).digest('hex');
    expect(granted(await check(owner, keyId, signature, pasted, true)).at(-1)).toMatchObject({ kind });
  });

  it('calls a line break at the end a mistake if the text contains no plain body', async () => {
    const { owner, keyId, secret } = await makeSigningKey();
    const signature = hmac(`${BASE}\n`, secret).digest('hex');
    expect(granted(await check(owner, keyId, signature, `${BASE}\n`)).at(-1)).toEqual({
      kind: 'wrong',
      text: 'A line break was signed at the end.',
    });
  });

  it('says that the old signing secret made it, while that is accepted', async () => {
    const { owner, keyId, secret } = await makeSigningKey();
    const { signing } = granted(await readApiKey(owner, { keyId }));
    const input = { keyId, version: signing.secretVersion, overlap: '1h' };
    granted(await replaceSigningSecret(owner, input, keydesk.keys));
    const signature = hmac(BASE, secret).digest('hex');
    const remark = async () => granted(await check(owner, keyId, signature)).at(-1);
    expect(await remark()).toEqual({ kind: 'note', text: expect.stringContaining('old signing secret') });
    expect(granted(await check(owner, keyId, '', secret))).toMatchObject([{ kind: 'wrong' }]);
    setClockOffset(HOUR);
    expect(await remark()).toMatchObject({ kind: 'wrong' });
  });

  it('never returns the signature or the signing secret', async () => {
    const { owner, keyId, secret } = await makeSigningKey();
    const answers = [
      await check(owner, keyId),
      await check(owner, keyId, hmac('other', secret).digest('hex')),
      await check(owner, keyId, 'x'),
      await check(owner, keyId, '', `${BASE} ${secret}`),
    ];
    const sent = JSON.stringify(answers);
    expect(sent).not.toContain(secret);
    expect(sent).not.toContain(hmac(BASE, secret).digest('hex'));
    expect(sent).not.toContain(hmac(BASE, secret).digest('base64'));
    expect(granted(await check(owner, keyId, '', `${BASE} ${secret}`))).toEqual([
      { kind: 'wrong', text: expect.stringContaining('contains the signing secret') },
    ]);
  });

  it('refuses what is not a signature, and a signature of a key without a signing secret', async () => {
    const { owner, keyId } = await makeSigningKey();
    expect(await check(owner, keyId, 'abc')).toMatchObject({
      refusal: { code: 'INVALID_REQUEST', fields: { signature: expect.any(String) } },
    });
    const { key } = await makeKey(owner);
    expect(await check(owner, key.id, 'a'.repeat(64))).toMatchObject({ refusal: { code: 'CONFLICT' } });
    expect((await check(owner, key.id)).ok).toBe(true);
  });

  it('finds no key of another workspace', async () => {
    const { keyId } = await makeSigningKey();
    expect(await check(await makeMember(), keyId)).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
  });

  it('stores nothing', async () => {
    const { owner, keyId } = await makeSigningKey();
    const before = await db().auditEvent.count();
    granted(await check(owner, keyId, 'a'.repeat(64)));
    expect(await db().auditEvent.count()).toBe(before);
  });
});
