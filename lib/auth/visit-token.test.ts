import { decode, encode } from 'next-auth/jwt';
import { describe, expect, it, vi } from 'vitest';
import { openVisitToken, sealVisitToken } from '@/lib/auth/visit-token';
import { MINUTE, now } from '@/lib/clock';
import { derivedKey } from '@/lib/crypto';

const VISIT = { subjectId: 'usr_ada', agentId: 'usr_grace', visitId: 'visit_1' };
const secretOf = (purpose: string) => derivedKey(purpose).toString('base64url');
const inMinutes = (minutes: number) => new Date(now().getTime() + minutes * MINUTE);

describe('the token of a visit', () => {
  it('names the customer as its subject and the agent as who acts', async () => {
    const token = await sealVisitToken(VISIT, inMinutes(15));
    const claims = await decode({ token, secret: secretOf('visit-cookie') });
    expect(claims).toMatchObject({ sub: 'usr_ada', act: { sub: 'usr_grace' }, visitId: 'visit_1' });
    const { exp, iat } = claims as { exp: number; iat: number };
    expect(Math.abs(exp - iat - 15 * 60)).toBeLessThanOrEqual(1);
    expect(await openVisitToken(token)).toEqual(VISIT);
  });

  it('shows nobody what it says', async () => {
    const token = await sealVisitToken(VISIT, inMinutes(15));
    const parts = token.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));
    for (const id of Object.values(VISIT)) expect(parts.join()).not.toContain(id);
  });

  it('is nothing once a bit of it was changed', async () => {
    const token = await sealVisitToken(VISIT, inMinutes(15));
    for (let at = 0; at < token.length; at += 7) {
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      // The last bits of a part may stand for nothing; the token is then the same.
      const opened = await openVisitToken(changed);
      if (opened) expect(opened).toEqual(VISIT);
    }
    expect(await openVisitToken(token.slice(0, -4))).toBeNull();
  });

  it('ends with the visit', async () => {
    const token = await sealVisitToken(VISIT, inMinutes(15));
    vi.useFakeTimers({ now: inMinutes(15).getTime() + MINUTE, toFake: ['Date'] });
    expect(await openVisitToken(token)).toBeNull();
    vi.useRealTimers();
  });

  it.each(['session-cookie', 'signing-secret'])('is not one sealed under the key of %s', async (purpose) => {
    const claims = { sub: 'usr_ada', act: { sub: 'usr_grace' }, visitId: 'visit_1' };
    expect(await openVisitToken(await encode({ token: claims, secret: secretOf(purpose) }))).toBeNull();
  });

  it.each([{}, { sub: 'usr_ada', visitId: 'visit_1' }, { sessionId: 'ses_1' }, { act: 'usr_grace' }])(
    'is not one that says %j',
    async (claims) => {
      const token = await encode({ token: claims, secret: secretOf('visit-cookie') });
      expect(await openVisitToken(token)).toBeNull();
    },
  );

  it.each(['', 'nonsense', 'a.b.c.d.e', 'x'.repeat(4_000)])('is not %j', async (token) => {
    expect(await openVisitToken(token)).toBeNull();
  });
});
