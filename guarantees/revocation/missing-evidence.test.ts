import { expect, it } from 'vitest';
import type { Verdict } from './check-history';
import { missingEvidence } from './missing-evidence';

const REFUSAL = { sinceReturn: 1, sinceStart: 2 };
const ENOUGH: Verdict = {
  ...{
    results: new Map([
      ['ok', 9_000],
      ['INVALID_API_KEY', 1_000],
    ]),
    undecided: 500,
    certain: 8_000,
    soon: 100,
  },
  ...{ changes: new Map([['revoke', 100]]), unanswered: 1, kills: 1 },
  ...{ violations: [], refusals: Array.from({ length: 10 }, () => REFUSAL) },
};

it('misses nothing if there is enough of everything', () => {
  expect(missingEvidence(ENOUGH, 10_000)).toEqual([]);
});

it.each<[gap: string, verdict: Partial<Verdict>]>([
  ['Fewer calls', { results: new Map([['ok', 9_999]]), undecided: 0 }],
  ['no result', { undecided: 501 }],
  ['one change', { changes: new Map([['revoke', 9]]), unanswered: 0, refusals: [REFUSAL] }],
  ['no answer', { unanswered: 2 }],
  ['a refusal', { refusals: [REFUSAL] }],
  ['just after a change', { soon: 0 }],
  ['killed', { kills: 0 }],
])('misses: %s', (gap, verdict) => {
  expect(missingEvidence({ ...ENOUGH, ...verdict }, 10_000)).toEqual([expect.stringContaining(gap)]);
});

it('misses calls and kills in an empty history', () => {
  const nothing: Verdict = {
    ...{ results: new Map(), undecided: 0, certain: 0, soon: 0 },
    ...{ changes: new Map(), unanswered: 0, kills: 0 },
    ...{ violations: [], refusals: [] },
  };
  expect(missingEvidence(nothing, 10_000)).toEqual([
    'Fewer calls than asked for have a result.',
    'No gateway was killed.',
  ]);
});
