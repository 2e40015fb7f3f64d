import { stringify } from 'csv-stringify/sync';

/** Without a byte order mark, spreadsheets do not read the file as UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/** A phone number or an amount, which is no formula. */
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

type Cell = string | null | undefined;

function write(rows: Cell[][]): string {
  return stringify(rows, {
    escape_formulas: true,
    record_delimiter: 'windows',
    cast: { string: (value) => (NUMBER.test(value) ? { value, escape_formulas: false } : value) },
  });
}

/** A file of one kind of rows, as CSV by RFC 4180. */
interface CsvFormat<Row> {
  /** The first line. */
  header: string;
  lines(rows: readonly Row[]): string;
}

/** Writes rows as CSV. Text that a spreadsheet would run as a formula is escaped. @param columns the value of each column */
export function csvFormat<Row>(columns: Readonly<Record<string, (row: Row) => Cell>>): CsvFormat<Row> {
  const values = Object.values(columns);
  return {
    header: BYTE_ORDER_MARK + write([Object.keys(columns)]),
    lines: (rows) => write(rows.map((row) => values.map((value) => value(row)))),
  };
}
