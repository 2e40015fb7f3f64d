import { CsvError, parse as parseCsv } from 'csv-parse/sync';
import { z } from 'zod';
import { parse } from '@/lib/domain/parse';
import { type PriceEntry, priceKey } from '@/lib/domain/prices/price-list';
import { priceRowSchema } from '@/lib/domain/prices/schema';
import { ok, type Result, refuse } from '@/lib/errors';

const COLUMNS = ['destination', 'network', 'channel', 'price'];
const REQUIRED_COLUMNS = ['destination', 'price'];
const MAX_PROBLEMS = 20;

const linesSchema = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

interface Line {
  number: number;
  cells: string[];
}

function refuseFile(problems: readonly string[]) {
  const more = problems.length - MAX_PROBLEMS;
  const told = [...problems.slice(0, MAX_PROBLEMS), ...(more > 0 ? [`And ${more} more problems.`] : [])];
  return refuse('INVALID_REQUEST', 'The price list is not valid.', {
    fields: Object.fromEntries(told.map((problem, index) => [`csv.${index}`, problem])),
  });
}

/** The lines that are not empty. Programs in some countries separate columns with semicolons. */
function readLines(csv: string): Result<Line[]> {
  const [header = ''] = csv.split('\n', 1);
  const delimiter = header.includes(';') ? ';' : ',';
  try {
    const lines = linesSchema.parse(
      parseCsv(csv, { bom: true, delimiter, info: true, skip_empty_lines: true, trim: true }),
    );
    return ok(lines.map(({ record, info }) => ({ number: info.lines, cells: record })));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refuseFile([error.message.replace(/\.?$/, '.')]);
  }
}

function checkHeader({ number, cells }: Line): string[] {
  const unknown = cells.filter((name, index) => !COLUMNS.includes(name) || cells.indexOf(name) !== index);
  const missing = REQUIRED_COLUMNS.filter((name) => !cells.includes(name));
  return [
    ...unknown.map(
      (name) => `Line ${number}: there is no column “${name}”. Name each of ${COLUMNS.join(', ')} once.`,
    ),
    ...missing.map((name) => `Line ${number}: the column ${name} is missing.`),
  ];
}

/**
 * Reads a price list: a CSV file whose first line names the columns destination and price, and if needed network and
 * channel. Refuses with INVALID_REQUEST, naming line and column of each problem.
 */
export function readPriceList(csv: string): Result<PriceEntry[]> {
  const read = readLines(csv);
  if (!read.ok) return read;
  const [header, ...lines] = read.value;
  if (!header || lines.length === 0) return refuseFile(['The file has no prices.']);
  const names = header.cells.map((name) => name.toLowerCase());
  const problems = checkHeader({ ...header, cells: names });
  if (problems.length > 0) return refuseFile(problems);

  const prices = new Map<string, PriceEntry & { line: number }>();
  for (const { number, cells } of lines) {
    const row = parse(priceRowSchema, Object.fromEntries(names.map((name, index) => [name, cells[index]])));
    if (!row.ok) {
      const { fields = {} } = row.refusal;
      for (const [column, problem] of Object.entries(fields)) {
        problems.push(`Line ${number}, column ${column}: ${problem}`);
      }
      continue;
    }
    const { price: amount, ...rest } = row.value;
    const key = priceKey(rest);
    const first = prices.get(key);
    if (first) problems.push(`Line ${number}: line ${first.line} has a price for the same already.`);
    else prices.set(key, { ...rest, amount, line: number });
  }
  if (problems.length > 0) return refuseFile(problems);
  return ok([...prices.values()].map(({ line: _, ...price }) => price));
}
