import { decode, encode } from 'next-auth/jwt';
import { describe, expect, it, vi } from 'vitest';
import { openImpersonationToken, sealImpersonationToken } from '@/lib/auth/impersonation-token';
import { MINUTE, now } from '@/lib/clock';
import { derivedKey } from '@/lib/crypto';

const IMPERSONATION = { subjectId: 'usr_ada', agentId: 'usr_grace', impersonationId: 'imp_1' };
const secretOf = (purpose: string) => derivedKey(purpose).toString('base64url');
const inMinutes = (minutes: number) => new Date(now().getTime() + minutes * MINUTE);

describe('the impersonation token', () => {
  it('names the member as the subject and the agent as the actor', async () => {
    const token = await sealImpersonationToken(IMPERSONATION, inMinutes(15));
    const claims = await decode({ token, secret: secretOf('impersonation-cookie') });
    expect(claims).toMatchObject({ sub: 'usr_ada', act: { sub: 'usr_grace' }, impersonationId: 'imp_1' });
    const { exp, iat } = claims as { exp: number; iat: number };
    expect(Math.abs(exp - iat - 15 * 60)).toBeLessThanOrEqual(1);
    expect(await openImpersonationToken(token)).toEqual(IMPERSONATION);
  });

  it('is encrypted', async () => {
    const token = await sealImpersonationToken(IMPERSONATION, inMinutes(15));
    const parts = token.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));
    for (const id of Object.values(IMPERSONATION)) expect(parts.join()).not.toContain(id);
  });

  it('is invalid after any change', async () => {
    const token = await sealImpersonationToken(IMPERSONATION, inMinutes(15));
    for (let at = 0; at < token.length; at += 7) {
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      // The last bits of a part may stand for nothing; the token is then the same.
      const opened = await openImpersonationToken(changed);
      if (opened) expect(opened).toEqual(IMPERSONATION);
    }
    expect(await openImpersonationToken(token.slice(0, -4))).toBeNull();
  });

  it('expires with the session', async () => {
    const token = await sealImpersonationToken(IMPERSONATION, inMinutes(15));
    vi.useFakeTimers({ now: inMinutes(15).getTime() + MINUTE, toFake: ['Date'] });
    expect(await openImpersonationToken(token)).toBeNull();
    vi.useRealTimers();
  });

  it.each(['session-cookie', 'signing-secret'])(
    'does not accept a token encrypted with the key of %s',
    async (purpose) => {
      const claims = { sub: 'usr_ada', act: { sub: 'usr_grace' }, impersonationId: 'imp_1' };
      expect(
        await openImpersonationToken(await encode({ token: claims, secret: secretOf(purpose) })),
      ).toBeNull();
    },
  );

  it.each([{}, { sub: 'usr_ada', impersonationId: 'imp_1' }, { sessionId: 'ses_1' }, { act: 'usr_grace' }])(
    'does not accept the claims %j',
    async (claims) => {
      const token = await encode({ token: claims, secret: secretOf('impersonation-cookie') });
      expect(await openImpersonationToken(token)).toBeNull();
    },
  );

  it.each(['', 'nonsense', 'a.b.c.d.e', 'x'.repeat(4_000)])('does not accept %j', async (token) => {
    expect(await openImpersonationToken(token)).toBeNull();
  });
});
