import { describe, expect, it } from 'vitest';
import type { MemberActor } from '@/lib/domain/actor';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { changeScopes } from '@/lib/domain/key-settings/change-scopes';
import { setAllowlist } from '@/lib/domain/key-settings/set-allowlist';
import { setLimits } from '@/lib/domain/key-settings/set-limits';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

describe('a change of a whole list', () => {
  const note = { network: '203.0.113.7/32', note: '' };
  const limits = { spendPerDay: '0.035', spendPerMonth: null, countries: ['NL'], senders: ['Acme'] };
  it.each([
    [
      'scopes',
      { scopes: ['messages.read'] },
      (owner: MemberActor, input: object) => changeScopes(owner, input, keydesk.keys, keydesk.routes),
    ],
    ['allowlist', { allowlist: [note] }, setAllowlist],
    ['limits', { limits }, setLimits],
  ] as const)('of %s is refused if it was changed since the page was shown', async (name, change, verb) => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    const shown = granted(await readApiKey(owner, { keyId: key.id }))[name];
    granted(await verb(owner, { keyId: key.id, ...change, from: shown }));
    const saved = granted(await readApiKey(owner, { keyId: key.id }))[name];
    expect(saved).not.toEqual(shown);
    expect(await verb(owner, { keyId: key.id, [name]: shown, from: shown })).toMatchObject({
      refusal: { code: 'CONFLICT' },
    });
    expect(granted(await readApiKey(owner, { keyId: key.id }))[name]).toEqual(saved);
    granted(await verb(owner, { keyId: key.id, [name]: shown, from: saved }));
  });
});
