import { NO_SUCH_BATCH } from '@/lib/domain/batches/schema';
import { NO_SUCH_LIST } from '@/lib/domain/lookups/schema';
import { NOT_A_NUMBER } from '@/lib/domain/messages/recipient-list';

/** Sentences of the domain that are about something with another name or format here. */
const SENTENCES: Readonly<Record<string, string>> = {
  [NO_SUCH_BATCH]: 'There is no such campaign.',
  [NO_SUCH_LIST]: 'There is no such lookup.',
  [NOT_A_NUMBER]: 'Write the number with the code of its country, such as 233241234567.',
};

/** A sentence in the provider's words. */
export const inOwnWords = (sentence: string): string => SENTENCES[sentence] ?? sentence;
