import { type Recipient, recipientOf } from '@/lib/domain/messages/price';
import { parsePhoneNumber } from '@/lib/domain/phone-numbers/phone-number';
import { ok, type Result, refuseFields } from '@/lib/errors';

export const NOT_A_NUMBER = 'Write the number in E.164, such as +31612345678.';

export const LISTED_ALREADY = 'This number is in the list already.';

/** How many recipients are read before other calls get their turn. */
const SLICE = 250;
/** How many wrong fields a refusal names. */
const NAMED_PROBLEMS = 100;

export const recipientsHint = (most: number) => `Give a phone number, or a list of 1 to ${most}.`;

/** The recipients of a request, each once, and the texts that are no phone numbers, each once. */
export class RecipientList {
  readonly #recipients = new Map<string, Recipient>();
  readonly #wrong = new Set<string>();

  /** Adds a number. Returns why it cannot be in the list; undefined if it can. */
  add(text: string): string | undefined {
    const number = parsePhoneNumber(text);
    const known = number ? this.#recipients.has(number.number) : this.#wrong.has(text);
    if (known) return LISTED_ALREADY;
    if (number) this.#recipients.set(number.number, recipientOf(number.number, number));
    else this.#wrong.add(text);
    return number ? undefined : NOT_A_NUMBER;
  }

  get recipients(): Recipient[] {
    return [...this.#recipients.values()];
  }

  get wrong(): string[] {
    return [...this.#wrong];
  }
}

export interface RecipientRules {
  /** How many numbers a request may have. */
  maxRecipients: number;
  /** Leave out numbers that are wrong or repeated, instead of refusing all. */
  skipsProblems: boolean;
}

/**
 * Reads the recipients of a request, in their order. Refuses with INVALID_REQUEST, naming each field that is wrong, also
 * with `skipsProblems` if no number is left.
 */
export async function readRecipientList(
  to: string | readonly string[],
  { maxRecipients, skipsProblems }: RecipientRules,
): Promise<Result<RecipientList>> {
  const texts = typeof to === 'string' ? [to] : to;
  if (texts.length > maxRecipients) return refuseFields({ to: recipientsHint(maxRecipients) });
  const list = new RecipientList();
  const problems: [string, string][] = [];
  for (const [index, text] of texts.entries()) {
    if (index % SLICE === SLICE - 1) await new Promise((resolve) => setImmediate(resolve));
    const problem = list.add(text);
    if (problem !== undefined) problems.push([typeof to === 'string' ? 'to' : `to.${index}`, problem]);
  }
  const isRefused = problems.length > 0 && (!skipsProblems || list.recipients.length === 0);
  return isRefused ? refuseFields(Object.fromEntries(problems.slice(0, NAMED_PROBLEMS))) : ok(list);
}
