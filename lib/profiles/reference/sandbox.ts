import { SANDBOX_ADDRESSES } from '@/lib/domain/email-checks/simulator';
import { LOOKUP_NUMBERS } from '@/lib/domain/lookups/simulator';
import {
  MAGIC_NUMBERS,
  type Outcome,
  outcomeOf,
  simulatedRefusal,
} from '@/lib/domain/messages/magic-numbers';
import type { OperationName } from '@/lib/domain/operations';
import { SANDBOX_RECIPIENTS, sandboxCode } from '@/lib/domain/verifications/code';
import {
  CALL_NUMBERS,
  type CallOutcome,
  callOutcomeOf,
  SIMULATED_SECONDS,
} from '@/lib/domain/voice-calls/magic-numbers';
import type { Profile } from '@/lib/profiles/profile';
import { errorLink } from '@/lib/profiles/reference/address';
import type { Section } from '@/lib/profiles/reference/content';
import { providerWordsOf } from '@/lib/profiles/words';
import { statusOf } from '@/lib/refusal-status';
import { sayWith } from '@/lib/say';

const OUTCOMES: Record<Outcome, string> = {
  delivered: 'The message is delivered.',
  undelivered: 'The message is not delivered.',
  expired: 'The message expires before it is delivered.',
};

/** What a sandbox send to `number` leads to. */
function outcomeText({ errors }: Profile, number: string): string {
  const refused = simulatedRefusal([number]);
  if (!refused) return OUTCOMES[outcomeOf(number)];
  const { code } = refused.refusal;
  return `The request is refused: ${statusOf(code, errors.statuses)} ${errorLink(errors.code(code))}.`;
}

const CALL_OUTCOMES: Record<CallOutcome, string> = {
  completed: `The call is answered and completed after ${SIMULATED_SECONDS} seconds.`,
  failed: 'The call fails.',
  no_answer: 'Nobody answers.',
  busy: 'The line is busy.',
};

/** The numbers that choose how a voice call ends. */
function calls(): Section {
  return {
    id: 'voice-calls',
    title: 'Voice calls',
    blocks: [
      {
        kind: 'text',
        text: 'These numbers choose how a voice call ends. Calls to every other number are completed. The numbers above that refuse a message refuse a call, too.',
      },
      {
        kind: 'table',
        head: ['Number', 'What happens'],
        rows: Object.values(CALL_NUMBERS).map((number) => [
          `\`${number}\``,
          CALL_OUTCOMES[callOutcomeOf(number)],
        ]),
      },
    ],
  };
}

/** The one-time codes that are known. */
function codes(): Section {
  const recipients = SANDBOX_RECIPIENTS.map((recipient) => `\`${recipient}\``).join(' and ');
  return {
    id: 'one-time-codes',
    title: 'One-time codes',
    blocks: [
      {
        kind: 'text',
        text: `The codes for ${recipients} are always the first digits of \`${sandboxCode(10)}\`: \`${sandboxCode(6)}\` if a code has six digits. The codes for all other recipients are random. No code is sent, so the limits for recipients and addresses do not apply.`,
      },
    ],
  };
}

/** What lookups tell about the sandbox numbers. */
function lookups(): Section {
  const { undelivered, expired, insufficientBalance, rateLimited } = MAGIC_NUMBERS;
  return {
    id: 'lookups',
    title: 'Lookups',
    blocks: [
      {
        kind: 'table',
        head: ['Number', 'What a lookup tells'],
        rows: [
          [`\`${undelivered}\``, 'The phone is not reachable.'],
          [`\`${LOOKUP_NUMBERS.ported}\``, 'The number was ported, and the phone is roaming.'],
          [`\`${expired}\``, 'The carrier does not answer, so the number is free.'],
          [`\`${insufficientBalance}\`, \`${rateLimited}\``, 'The request is refused, as above.'],
          ['Every other number', 'The phone is reachable, and the number was not ported.'],
        ],
      },
    ],
  };
}

/** What checks tell about the sandbox addresses. */
function emailChecks(): Section {
  const { noDomain, noMail, noAnswer } = SANDBOX_ADDRESSES;
  return {
    id: 'email-checks',
    title: 'Email checks',
    blocks: [
      {
        kind: 'table',
        head: ['Address', 'What a check tells'],
        rows: [
          [`\`${noDomain}\``, 'There is no such domain.'],
          [`\`${noMail}\``, 'The domain accepts no email.'],
          [`\`${noAnswer}\``, 'DNS does not answer, so the address is free.'],
          [
            'Every other address',
            'The domain accepts email. Syntax, roles and disposable domains are checked.',
          ],
        ],
      },
    ],
  };
}

/** The sandbox, and the numbers that choose an outcome in it. */
export function sandbox(profile: Profile): Section[] {
  const say = sayWith(providerWordsOf(profile));
  const serves = (name: OperationName) => profile.routes.some(({ operation }) => operation === name);
  return [
    {
      id: 'how-it-works',
      title: 'How it works',
      blocks: [
        {
          kind: 'text',
          text: say`A call with a sandbox key goes through the same checks, prices and statuses as a live one. It uses play money, and nothing is sent to a phone.`,
        },
      ],
    },
    {
      id: 'numbers',
      title: say`Sandbox numbers`,
      blocks: [
        {
          kind: 'text',
          text: 'These numbers choose what happens. They belong to nobody. Messages to every other number are delivered.',
        },
        {
          kind: 'table',
          head: ['Number', 'What happens'],
          rows: Object.values(MAGIC_NUMBERS).map((number) => [`\`${number}\``, outcomeText(profile, number)]),
        },
      ],
    },
    ...(serves('voice-calls.start') ? [calls()] : []),
    ...(serves('verifications.start') ? [codes()] : []),
    ...(serves('lookups.run') || serves('lookups.start') ? [lookups()] : []),
    ...(serves('email-checks.run') ? [emailChecks()] : []),
  ];
}
