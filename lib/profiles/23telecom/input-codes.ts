import type { InputCode } from '@/lib/profiles/profile';

/** Errors with a code of their own, by their text. */
export const INPUT_TEXTS = {
  tooManyRecipients: 'Give at most 100 recipients in one request.',
  unknownSetting: 'There is no such setting.',
  noSetting: 'Give at least one setting.',
  conflictingSettings: 'Give either a signing secret or clear_signing_secret.',
} as const;

/** A code, and the fields and texts of errors that it is for. */
interface FieldCode extends InputCode {
  code: string;
  fields?: readonly string[];
  texts?: readonly string[];
}

/** The codes of input that is not valid. Any other input is INVALID_PARAMS. */
export const INPUT_CODES: readonly FieldCode[] = [
  {
    code: 'TOO_MANY_RECIPIENTS',
    texts: [INPUT_TEXTS.tooManyRecipients],
    meaning: 'The list has more than 100 recipients. Nothing was sent.',
    action: 'Send several requests.',
  },
  {
    code: 'INVALID_TO',
    fields: ['to'],
    meaning: 'A recipient is not a phone number, is in the list twice, or there is none.',
    action: 'Write each number once, in E.164, such as `+31612345678`.',
  },
  {
    code: 'INVALID_MESSAGE',
    fields: ['message'],
    meaning: 'The text is missing, empty or too long.',
    action: 'Give a text of at most 1,600 characters.',
  },
  {
    code: 'INVALID_SENDER',
    fields: ['sender_id'],
    meaning: 'The sender is missing, does not have 3 to 11 characters, or begins with a digit.',
    action: 'Give a sender such as `Acme`.',
  },
  {
    code: 'CONFLICTING_FIELDS',
    texts: [INPUT_TEXTS.conflictingSettings],
    meaning: 'A signing secret is set and cleared in one request. Nothing was changed.',
    action: 'Leave one of the two fields out.',
  },
  {
    code: 'INVALID_FIELDS',
    fields: ['unique_clicks_only', 'clear_signing_secret'],
    texts: [INPUT_TEXTS.unknownSetting, INPUT_TEXTS.noSetting],
    meaning: 'The webhook settings have an unknown field, a field of another type, or none.',
    action: 'Send at least one of the documented fields.',
  },
  {
    code: 'INVALID_URL',
    fields: ['delivery_url', 'click_url'],
    meaning: 'A webhook URL is not a public HTTPS address, or there is none to test.',
    action: 'Give a URL that begins with `https://` and that the internet can reach.',
  },
  {
    code: 'INVALID_SECRET',
    fields: ['signing_secret'],
    meaning: 'The signing secret is empty or too long.',
    action: 'Give 1 to 64 characters, or `clear_signing_secret`.',
  },
];

/** The code for the first error of a field, if it has one of its own. */
export function inputCode(fields: Readonly<Record<string, string>>): string | undefined {
  const [field = '', text = ''] = Object.entries(fields)[0] ?? [];
  const byText = INPUT_CODES.find(({ texts }) => texts?.includes(text));
  const byField = INPUT_CODES.find((each) => each.fields?.includes(field.split('.')[0] ?? ''));
  return (byText ?? byField)?.code;
}
