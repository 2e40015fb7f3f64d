import { afterEach, expect, it } from 'vitest';
import { overrideEnv } from '@/lib/env';
import type { RefusalCode } from '@/lib/errors';
import { problemDetails } from '@/lib/profiles/keydesk/errors';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { referencePages } from '@/lib/profiles/reference/pages';
import { refusalsOf } from '@/lib/profiles/refusals';
import { REFUSAL_CODES } from '@/lib/refusal-status';

afterEach(() => overrideEnv({ APP_URL: '' }));

/** What the server refuses before a call begins. */
const EARLIER: RefusalCode[] = ['REQUEST_TIMEOUT', 'EXPECTATION_FAILED', 'HEADERS_TOO_LARGE'];

const errorPage = referencePages(keydesk, 'https://keys.example').find(({ slug }) => slug === 'errors');
const anchors = errorPage?.sections.flatMap(({ sections = [] }) => sections.map(({ id }) => id));

it.each([...refusalsOf(keydesk).map(([code]) => code), ...EARLIER])(
  'the type of %s is the address of its section',
  (code) => {
    overrideEnv({ APP_URL: 'https://keys.example' });
    const { body } = keydesk.errors.write({ code, message: 'Why.' }, { status: 400, requestId: 'req_1' });
    const problem = problemDetails.parse(JSON.parse(body));
    expect(problem.type).toBe(`https://keys.example/docs/errors#${problem.code}`);
    expect(anchors).toContain(problem.code);
  },
);

/** What only the portal refuses, and what this profile does not refuse. */
const NOT_IN_API: readonly string[] = [
  ...['UNAUTHENTICATED', 'VIEW_ONLY', 'NOT_FOR_SUPPORT', 'EMAIL_NOT_VERIFIED', 'TOO_MANY_ATTEMPTS'],
  ...['INVALID_CREDENTIALS', 'SECOND_FACTOR_REQUIRED', 'WRONG_CODE', 'INVALID_LINK', 'REPEATED_MESSAGE'],
];

it('leaves out no code that a call can get', () => {
  const documented: readonly string[] = [...refusalsOf(keydesk).map(([code]) => code), ...EARLIER];
  expect(REFUSAL_CODES.filter((code) => !documented.includes(code)).sort()).toEqual([...NOT_IN_API].sort());
});

it('names the page about the call, if there is one', () => {
  const refusal = { code: 'FORBIDDEN', message: 'Why.' } as const;
  const call = { status: 403, requestId: 'req_1' };
  const helpUrl = 'https://keys.example/settings/api-keys/key_1?request=req_1';
  expect(JSON.parse(keydesk.errors.write(refusal, { ...call, helpUrl }).body)).toMatchObject({
    help: helpUrl,
  });
  expect(JSON.parse(keydesk.errors.write(refusal, call).body)).not.toHaveProperty('help');
});
