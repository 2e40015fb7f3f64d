import { describe, expect, it } from 'vitest';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { changeScopes } from '@/lib/domain/key-settings/change-scopes';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

describe('changeScopes', () => {
  it.each([
    ['owner', ['messages.send'], ['*'], undefined],
    ['admin', ['messages.send'], ['messages.send', 'balance.read'], undefined],
    ['developer', ['messages.send', 'messages.read'], ['messages.read'], undefined],
    ['developer', ['messages.send'], ['messages.send'], undefined],
    ['developer', ['*'], ['messages.read'], undefined],
    ['developer', ['messages.send'], ['messages.send', 'balance.read'], 'FORBIDDEN'],
    ['developer', ['messages.send'], ['balance.read'], 'FORBIDDEN'],
    ['developer', ['messages.send', 'messages.read', 'balance.read'], ['*'], 'FORBIDDEN'],
  ] as const)('returns to a %s who changes %o to %o: %s', async (role, before, after, code) => {
    const owner = await makeMember();
    const { key } = await makeKey(owner, { scopes: [...before] });
    const actor = await makeMember(role, { workspaceId: owner.workspaceId });
    const result = await changeScopes(actor, { keyId: key.id, scopes: after }, keydesk.keys, keydesk.routes);
    expect(result.ok ? undefined : result.refusal.code).toBe(code);
    expect(granted(await readApiKey(owner, { keyId: key.id })).scopes).toEqual(code ? before : after);
  });

  it.each([[[]], [['messages.delete']], [['*', 'messages.send']], [['messages.send', 'messages.send']]])(
    'refuses %o',
    async (scopes) => {
      const owner = await makeMember();
      const { key } = await makeKey(owner);
      expect(
        await changeScopes(owner, { keyId: key.id, scopes }, keydesk.keys, keydesk.routes),
      ).toMatchObject({
        refusal: { code: 'INVALID_REQUEST', fields: { scopes: expect.any(String) } },
      });
    },
  );
});
