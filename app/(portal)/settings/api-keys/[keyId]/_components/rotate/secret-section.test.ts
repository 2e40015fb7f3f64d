import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { SecretSection } from '@/app/(portal)/settings/api-keys/[keyId]/_components/rotate/secret-section';
import { keyControls } from '@/app/(portal)/settings/api-keys/[keyId]/key-controls';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

it.each([
  ['once', false],
  ['recoverable', true],
] as const)('shows keys that can be seen %s with a button to see them: %s', async (reveal, shown) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner);
  const apiKey = granted(await readApiKey(owner, { keyId: key.id }));
  const controls = keyControls(owner, apiKey);
  const section = createElement(SecretSection, { apiKey, reveal, oldSecret: null, controls, now: 0 });
  expect(renderToStaticMarkup(section).includes('Show key')).toBe(shown);
});
