import { describe, expect, it } from 'vitest';
import { checkHistory } from './check-history';
import { type Call, type Change, type Entry, type KeyState, NO_ANSWER } from './history';

const USABLE: KeyState = {
  secrets: [1],
  disabled: false,
  scopes: ['messages.send', 'balance.read'],
  addressAllowed: true,
};

/** A change that takes from one time to another and leads to a state that differs from a usable key by `state`. */
function change(from: number, to: number, state: Partial<KeyState> = {}, key = 'key_1'): Change {
  return { entry: 'change', key, kind: 'change', from, to, state: { ...USABLE, ...state } };
}

function call(from: number, to: number, result: string | null, more: Partial<Call> = {}): Call {
  return { entry: 'call', gateway: 0, secret: 1, operation: 'account', from, to, result, ...more };
}

const check = (...entries: Entry[]) => checkHistory(() => entries);

/** The calls of a history that violate the guarantee. */
async function violating(...entries: Entry[]): Promise<Call[]> {
  return (await check(...entries)).violations.map((violation) => violation.call);
}

const CREATED = change(0, 10);
const REVOKED = change(100, 120, { secrets: [] });
const DISABLED = change(100, 120, { disabled: true });
const ENABLED = change(200, 220);

const LOST = change(100, NO_ANSWER, { secrets: [] });

const INSIDE: [string, Entry[]][] = [
  ['succeeds while the key is usable', [CREATED, call(20, 30, 'ok')]],
  ['succeeds before the revocation begins', [CREATED, REVOKED, call(20, 99, 'ok')]],
  ['succeeds while the revocation runs', [CREATED, REVOKED, call(105, 110, 'ok')]],
  ['succeeds and began before the revocation was committed', [CREATED, REVOKED, call(119, 500, 'ok')]],
  ['succeeds and began with the end of the revocation', [CREATED, REVOKED, call(120, 130, 'ok')]],
  ['is refused while the revocation runs', [CREATED, REVOKED, call(90, 105, 'INVALID_API_KEY')]],
  ['is refused after the revocation', [CREATED, REVOKED, call(121, 130, 'INVALID_API_KEY')]],
  ['is refused while the key is disabled', [CREATED, DISABLED, ENABLED, call(130, 140, 'API_KEY_INACTIVE')]],
  [
    'is refused and began before it was enabled',
    [CREATED, DISABLED, ENABLED, call(130, 400, 'API_KEY_INACTIVE')],
  ],
  ['succeeds and ended when it was being enabled', [CREATED, DISABLED, ENABLED, call(130, 205, 'ok')]],
  [
    'spans two changes, and is decided in between',
    [CREATED, DISABLED, ENABLED, call(90, 230, 'API_KEY_INACTIVE')],
  ],
  ['succeeds after a revocation without an answer', [CREATED, LOST, call(130, 140, 'ok')]],
  ['is refused after a revocation without an answer', [CREATED, LOST, call(130, 140, 'INVALID_API_KEY')]],
  ['has no response', [CREATED, REVOKED, call(130, 140, null)]],
  [
    'uses the new secret while the rotation runs',
    [CREATED, change(100, 120, { secrets: [2] }), call(110, 115, 'ok', { secret: 2 })],
  ],
  [
    'uses either secret during a rotation',
    [
      CREATED,
      change(100, 120, { secrets: [1, 2] }),
      call(130, 140, 'ok'),
      call(130, 140, 'ok', { secret: 2 }),
    ],
  ],
  [
    'needs no scope that was removed',
    [CREATED, change(100, 120, { scopes: ['messages.send'] }), call(130, 140, 'ok')],
  ],
  [
    'is refused for a scope that was removed',
    [
      CREATED,
      change(100, 120, { scopes: ['messages.send'] }),
      call(130, 140, 'FORBIDDEN', { operation: 'balance' }),
    ],
  ],
  [
    'is a send that its transaction refuses, after the checks passed',
    [CREATED, DISABLED, call(90, 110, 'INVALID_API_KEY', { operation: 'send' })],
  ],
  [
    'is a send that passed the checks between two changes',
    [
      CREATED,
      change(100, 120, { disabled: true }),
      change(130, 140),
      change(150, 160, { scopes: [] }),
      call(125, 170, 'FORBIDDEN', { operation: 'send' }),
    ],
  ],
  [
    'is of a key that nobody changed, while another key was revoked',
    [
      CREATED,
      change(20, 30, { secrets: [7] }, 'key_2'),
      change(40, 50, { secrets: [] }, 'key_2'),
      call(60, 70, 'ok'),
    ],
  ],
];

const OUTSIDE: [string, Entry[]][] = [
  ['succeeds after the revocation', [CREATED, REVOKED, call(121, 130, 'ok')]],
  ['succeeds long after the revocation', [CREATED, REVOKED, call(90_000, 90_010, 'ok')]],
  [
    'succeeds at the other gateway after the revocation',
    [CREATED, REVOKED, call(121, 130, 'ok', { gateway: 1 })],
  ],
  ['succeeds after the revocation, which the file has later', [CREATED, call(121, 130, 'ok'), REVOKED]],
  ['is refused before the revocation begins', [CREATED, REVOKED, call(20, 99, 'INVALID_API_KEY')]],
  ['succeeds while the key is disabled', [CREATED, DISABLED, ENABLED, call(121, 199, 'ok')]],
  ['is refused after the key was enabled', [CREATED, DISABLED, ENABLED, call(221, 230, 'API_KEY_INACTIVE')]],
  ['is refused for another reason than the change', [CREATED, DISABLED, call(110, 130, 'IP_NOT_ALLOWED')]],
  [
    'is told that it is inactive after the revocation',
    [CREATED, REVOKED, call(130, 140, 'API_KEY_INACTIVE')],
  ],
  [
    'uses the old secret after a rotation at once',
    [CREATED, change(100, 120, { secrets: [2] }), call(121, 130, 'ok')],
  ],
  [
    'uses the old secret after it was retired',
    [
      CREATED,
      change(100, 120, { secrets: [1, 2] }),
      change(130, 140, { secrets: [2] }),
      call(141, 150, 'ok'),
    ],
  ],
  [
    'is refused with the new secret after a rotation',
    [CREATED, change(100, 120, { secrets: [2] }), call(121, 130, 'INVALID_API_KEY', { secret: 2 })],
  ],
  [
    'succeeds without a scope that was removed',
    [
      CREATED,
      change(100, 120, { scopes: ['messages.send'] }),
      call(121, 130, 'ok', { operation: 'balance' }),
    ],
  ],
  [
    'succeeds from an address that the allowlist excludes',
    [CREATED, change(100, 120, { addressAllowed: false }), call(121, 130, 'ok')],
  ],
  [
    'is decided by the state before the last change but one',
    [
      CREATED,
      DISABLED,
      ENABLED,
      change(300, 320, { addressAllowed: false }),
      call(230, 310, 'API_KEY_INACTIVE'),
    ],
  ],
  [
    'is a read that is told what only a send can be told',
    [CREATED, DISABLED, call(90, 110, 'INVALID_API_KEY')],
  ],
  [
    'is a send that its transaction cannot have refused, because no state passed the checks',
    [CREATED, DISABLED, call(130, 140, 'INVALID_API_KEY', { operation: 'send' })],
  ],
  [
    'is a send that commits after the key was revoked',
    [CREATED, REVOKED, call(121, 130, 'ok', { operation: 'send' })],
  ],
  [
    'is a send that its transaction refuses by a state before the one that passed',
    [
      CREATED,
      change(20, 30, { scopes: [], disabled: true }),
      change(100, 120),
      call(50, 130, 'FORBIDDEN', { operation: 'send' }),
    ],
  ],
  ['is refused before a revocation without an answer', [CREATED, LOST, call(80, 90, 'INVALID_API_KEY')]],
  ['fails without a refusal', [CREATED, call(20, 30, 'INTERNAL_ERROR')]],
];

describe('a call', () => {
  it.each(INSIDE)('keeps the guarantee if it %s', async (_, entries) => {
    expect(await violating(...entries)).toEqual([]);
  });

  it.each(OUTSIDE)('violates the guarantee if it %s', async (_, entries) => {
    expect(await violating(...entries)).toEqual(entries.filter(({ entry }) => entry === 'call'));
  });
});

it('finds one violation among calls that are right', async () => {
  const wrong = call(121, 125, 'ok');
  const right = [call(20, 30, 'ok'), call(105, 130, 'ok'), call(130, 140, 'INVALID_API_KEY')];
  expect(await check(CREATED, ...right, wrong, REVOKED)).toMatchObject({
    violations: [{ call: wrong, possible: ['INVALID_API_KEY'] }],
    results: new Map([
      ['ok', 3],
      ['INVALID_API_KEY', 1],
    ]),
    certain: 3,
  });
});

it('counts calls without a decision, changes and kills', async () => {
  const kill: Entry = { entry: 'kill', gateway: 1, at: 50 };
  expect(await check(CREATED, kill, call(20, 60, null), REVOKED)).toMatchObject({
    undecided: 1,
    changes: new Map([['change', 2]]),
    kills: 1,
    violations: [],
  });
});

it('takes the time to the first refusal at each gateway, for changes that refuse calls', async () => {
  const { refusals } = await check(
    CREATED,
    call(90, 115, 'API_KEY_INACTIVE'),
    call(116, 118, 'API_KEY_INACTIVE'),
    call(116, 127, 'API_KEY_INACTIVE', { gateway: 1 }),
    DISABLED,
    ENABLED,
    call(221, 230, 'ok'),
  );
  expect(refusals).toEqual([
    { sinceReturn: -5, sinceStart: 15 },
    { sinceReturn: 7, sinceStart: 27 },
  ]);
});

it('takes no time to a refusal at a gateway that was down when the key changed', async () => {
  const { refusals } = await check(
    CREATED,
    call(80, 90, null),
    call(80, 91, 'ok', { gateway: 1 }),
    DISABLED,
    call(125, 130, 'API_KEY_INACTIVE', { gateway: 1 }),
    call(9_000, 9_010, 'API_KEY_INACTIVE'),
  );
  expect(refusals).toEqual([{ sinceReturn: 10, sinceStart: 30 }]);
});

it.each<[string, Entry[]]>([
  ['changes of one key overlap', [CREATED, DISABLED, change(119, 130)]],
  ['a change ends before it begins', [change(20, 10)]],
  ['a call carries an unknown secret', [CREATED, call(20, 30, 'INVALID_API_KEY', { secret: 2 })]],
])('refuses to judge a history in which %s', async (_, entries) => {
  await expect(check(...entries)).rejects.toThrow();
});
