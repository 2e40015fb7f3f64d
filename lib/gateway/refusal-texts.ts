import type { Refusal, RefusalCode } from '@/lib/errors';
import { headerName } from '@/lib/profiles/header-name';
import type { Profile } from '@/lib/profiles/profile';
import { providerWordsOf } from '@/lib/profiles/words';
import { sayWith } from '@/lib/say';

/** The parts of a profile that refusals name. */
export type RefusingApi = Pick<Profile, 'name' | 'words' | 'keys' | 'idempotency' | 'errors'>;

/** The sentences that name something of the provider, or that the provider writes itself. */
function textOf(code: RefusalCode, api: RefusingApi): string | undefined {
  const { words, idempotency, errors } = api;
  const own = errors.texts?.[code];
  if (own !== undefined) return own;
  const header = headerName(idempotency.header);
  switch (code) {
    case 'MISSING_API_KEY':
    case 'INVALID_API_KEY':
      return sayWith(
        providerWordsOf(api),
      )`Send a valid API key. Keys are made in the portal, under ${words.section} → ${words.page}.`;
    case 'IDEMPOTENCY_CONFLICT':
      return `A request with this ${header} is still running. Try again in a moment.`;
    case 'IDEMPOTENCY_KEY_REUSED':
      return `This ${header} was used for another request. Use a new one for each request.`;
    default:
      return undefined;
  }
}

/** A refusal with the sentence that callers of this API get. */
export function withProviderText(refusal: Refusal, api: RefusingApi): Refusal {
  const message = textOf(refusal.code, api);
  return message === undefined ? refusal : { ...refusal, message };
}
