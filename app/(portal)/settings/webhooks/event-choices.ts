import type { EventType } from '@/lib/domain/webhook-events/event-types';
import type { Profile } from '@/lib/profiles/profile';
import { providerWordsOf } from '@/lib/profiles/words';
import { sayWith } from '@/lib/say';

/** An event as the provider names it. Plain data: it is sent to the browser. */
export interface EventChoice {
  name: string;
  summary: string;
  group: string;
  /** The types that the provider gives this name. */
  types: EventType[];
}

/** The event that people send by hand. Endpoints do not choose it. */
export const TEST_EVENT: EventChoice = {
  name: 'webhook.test',
  summary: 'A test event.',
  group: 'Test',
  types: ['webhook.test'],
};

type NamedEvents = Pick<Profile, 'name' | 'webhooks' | 'words' | 'keys'>;

function groupOf(type: EventType, profile: NamedEvents): string {
  if (type.startsWith('message.')) return 'Messages';
  if (type.startsWith('voice_call.')) return 'Voice calls';
  if (type.startsWith('api_key.')) return sayWith(providerWordsOf(profile))`API keys`;
  return 'Balance';
}

/** The events that endpoints can get, in the order of the provider. */
export function eventChoices(profile: NamedEvents): EventChoice[] {
  const named = Map.groupBy(profile.webhooks.events, ({ name }) => name);
  return [...named].flatMap(([name, [first, ...more]]) =>
    first
      ? [
          {
            name,
            summary: first.summary,
            group: groupOf(first.type, profile),
            types: [first.type, ...more.map(({ type }) => type)],
          },
        ]
      : [],
  );
}

/** What the provider calls a type of event. */
export function eventName(choices: readonly EventChoice[], type: string): string {
  return choices.find(({ types }) => types.some((known) => known === type))?.name ?? type;
}

/** The names of chosen types, each once. */
export function eventNames(choices: readonly EventChoice[], types: readonly string[]): string[] {
  return [...new Set(types.map((type) => eventName(choices, type)))];
}
