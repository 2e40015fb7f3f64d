import { expect, test } from 'vitest';
import { wipe } from '@/components/reveal/wipe';

test('empties every text, at any depth', () => {
  const answer = {
    secret: 'kd_live_secret',
    signingSecret: null,
    key: { id: 'key_1', createdAt: new Date(0), scopes: ['messages.send'] },
    recoveryCodes: ['code-1', 'code-2'],
  };
  wipe(answer);
  expect(answer).toEqual({
    secret: '',
    signingSecret: null,
    key: { id: '', createdAt: new Date(0), scopes: [''] },
    recoveryCodes: ['', ''],
  });
});
