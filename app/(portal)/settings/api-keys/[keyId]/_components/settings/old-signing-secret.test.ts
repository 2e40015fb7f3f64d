import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { OldSigningSecretNote } from '@/app/(portal)/settings/api-keys/[keyId]/_components/settings/old-signing-secret';
import { DAY } from '@/lib/clock';
import { toOldSigningSecret } from '@/lib/domain/key-secrets/old-signing-secret';

const REPLACED = new Date('2026-11-01T10:00:00Z');

it.each([
  ['is safe to retire after a day without a call, if the new one was used', REPLACED, 1, true],
  ['is not safe to retire if the new one was never used', null, 1, false],
  ['is not safe to retire within a day', REPLACED, 0.5, false],
] as const)('an old signing secret %s', (_, newUsedAt, days, isSafe) => {
  const stored = {
    id: 'sgs_1',
    replacedAt: REPLACED,
    endsAt: null,
    endsAtFirstUse: false,
    oldCalls: 0n,
    oldUsedAt: null,
    newCalls: newUsedAt ? 1n : 0n,
    newUsedAt,
  };
  const old = toOldSigningSecret(stored, new Date(REPLACED.getTime() + days * DAY));
  if (!old) throw new Error('the old signing secret has ended');
  const control = { shown: false, disabledReason: undefined };
  const note = createElement(OldSigningSecretNote, { old, control });
  expect(renderToStaticMarkup(note).includes('safe to retire')).toBe(isSafe);
});
