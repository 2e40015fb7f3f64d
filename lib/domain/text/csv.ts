import { stringify } from 'csv-stringify/sync';

/** Without a byte order mark, spreadsheets do not read the file as UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

const PHONE_NUMBER = /^\+\d+$/;

/** CSV by RFC 4180. Text that a spreadsheet would run as a formula is escaped; a phone number is none. */
export function csv(rows: ReadonlyArray<ReadonlyArray<string | null | undefined>>): string {
  return stringify(
    rows.map((row) => [...row]),
    {
      escape_formulas: true,
      record_delimiter: 'windows',
      cast: {
        string: (value) => (PHONE_NUMBER.test(value) ? { value, escape_formulas: false } : value),
      },
    },
  );
}
