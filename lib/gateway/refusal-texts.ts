import type { Refusal, RefusalCode } from '@/lib/errors';
import { headerName } from '@/lib/profiles/header-name';
import type { Profile } from '@/lib/profiles/profile';
import { capitalized } from '@/lib/profiles/words';

/** The parts of a profile that refusals name. */
export type RefusingApi = Pick<Profile, 'words' | 'idempotency' | 'errors'>;

/** The sentences that name something of the provider, or that the provider writes itself. */
function textOf(code: RefusalCode, { words, idempotency, errors }: RefusingApi): string | undefined {
  const own = errors.texts?.[code];
  if (own !== undefined) return own;
  const header = headerName(idempotency.header);
  switch (code) {
    case 'MISSING_API_KEY':
    case 'INVALID_API_KEY':
      return `Send a valid ${words.key}. ${capitalized(words.shortKey)}s are made in the portal, under ${words.section} → ${words.page}.`;
    case 'IDEMPOTENCY_CONFLICT':
      return `A request with this ${header} is still running. Try again in a moment.`;
    case 'IDEMPOTENCY_KEY_REUSED':
      return `This ${header} was used for another request. Use a new key for each request.`;
    default:
      return undefined;
  }
}

/** A refusal with the sentence that callers of this API get. */
export function withProviderText(refusal: Refusal, api: RefusingApi): Refusal {
  const message = textOf(refusal.code, api);
  return message === undefined ? refusal : { ...refusal, message };
}
