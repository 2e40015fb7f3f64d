import { expect, it } from 'vitest';
import { leakAdvice } from '@/app/(portal)/settings/api-keys/[keyId]/_components/overview/leak-advice';

const RETIRE = /^The old secret leaked.* Retire it/;
const ROTATE = /Rotate the key, and let the old secret end at once/;
const REPLACE = /^Replace the signing secret/;

it.each([
  [['signing'], [REPLACE]],
  [['oldSigning'], [/^Retire the old signing secret/]],
  [['old'], [RETIRE]],
  [['current', 'current'], [ROTATE]],
  [
    ['signing', 'current', 'old', 'current'],
    [RETIRE, ROTATE, REPLACE],
  ],
] as const)('the advice for leaks of %s is about each of them', (kinds, expected) => {
  const leaks = kinds.map((kind) => ({ kind }));
  expect(leakAdvice({ status: 'active' }, leaks)).toEqual(
    expected.map((text) => expect.stringMatching(text)),
  );
});

it('a disabled key is enabled after the rotation', () => {
  const advice = leakAdvice({ status: 'disabled' }, [{ kind: 'current' }]);
  expect(advice).toEqual([expect.stringMatching(/^The key is disabled.* then enable the key\.$/)]);
});
