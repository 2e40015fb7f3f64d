import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { OldSecretEnd } from '@/app/(portal)/settings/api-keys/[keyId]/_components/rotate/old-secret-end';

const END = new Date('2026-12-05T10:00:00Z');

it.each([
  [null, false, 'Works until you retire it.'],
  [END, false, 'Works until 5 Dec 2026, 10:00.'],
  [null, true, 'Works until the new secret is first used.'],
  [END, true, 'Works until the new secret is first used, at the latest 5 Dec 2026, 10:00.'],
])('says until when an old secret works: %s, at first use: %s', (endsAt, endsAtFirstUse, expected) => {
  const old = { endsAt, endsAtFirstUse };
  const markup = renderToStaticMarkup(
    createElement(OldSecretEnd, { old, firstUse: 'the new secret is first used' }),
  );
  expect(markup.replace(/<[^>]*>/g, '')).toBe(expected);
});
