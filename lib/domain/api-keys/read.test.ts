import { describe, expect, it } from 'vitest';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { itReadsOnlyOwnKeys } from '@/lib/testing/factories/own-key-reads';

itReadsOnlyOwnKeys(readApiKey);

describe('readApiKey', () => {
  it('never shows a secret or its hash', async () => {
    const owner = await makeMember();
    const { key, secret, signingSecret } = await makeKey(owner, { requireSignatures: true });
    const text = JSON.stringify(granted(await readApiKey(owner, { keyId: key.id })));
    expect(text).not.toContain(secret);
    expect(text).not.toContain(signingSecret);
    expect(text).not.toMatch(/"\w*(hash|sealed)\w*":/i);
  });
});
