import {
  MAGIC_NUMBERS,
  type Outcome,
  outcomeOf,
  simulatedRefusal,
} from '@/lib/domain/messages/magic-numbers';
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

/** The sandbox, and the numbers that choose an outcome in it. */
export function sandbox(profile: Profile): Section[] {
  const say = sayWith(providerWordsOf(profile));
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
  ];
}
