import Link from 'next/link';
import { Section } from '@/components/section';
import { buttonClass } from '@/components/ui/button';

const MAX_ROWS = 50;

interface UsageRow {
  id: string;
  name: string;
  /** The page with only the usage of this row. */
  href: string;
  /** The values of the columns. */
  cells: readonly string[];
}

interface UsageTableProps {
  title: string;
  /** What a row is about. */
  subject: string;
  columns: readonly string[];
  rows: readonly UsageRow[];
  /** Shown without rows. */
  empty: string;
}

/** Usage by operation or country, the most used first. */
export function UsageTable({ title, subject, columns, rows, empty }: UsageTableProps) {
  const hidden = rows.length - MAX_ROWS;
  return (
    <Section title={title}>
      {rows.length === 0 ? (
        <p className="px-4 pt-3 pb-5 text-ink-muted sm:px-5">{empty}</p>
      ) : (
        <div className="px-4 pt-2 pb-4 text-xs sm:px-5 sm:text-[0.8125rem]">
          <table className="w-full table-fixed text-right tabular-nums">
            <thead className="text-ink-muted">
              <tr className="border-b">
                <th scope="col" className="w-1/3 py-1.5 text-left font-medium">
                  {subject}
                </th>
                {columns.map((name) => (
                  <th key={name} scope="col" className="py-1.5 font-medium">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, MAX_ROWS).map(({ id, name, href, cells }) => (
                <tr key={id} className="border-b last:border-0">
                  <th scope="row" className="break-words py-1.5 text-left font-normal">
                    <Link
                      prefetch={false}
                      href={href}
                      className={`${buttonClass({ variant: 'link', size: 'inline' })} min-w-0 max-w-full whitespace-normal! break-words text-left`}
                    >
                      {name}
                    </Link>
                  </th>
                  {columns.map((column, index) => (
                    <td key={column}>{cells[index]}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {hidden > 0 && (
            <p className="pt-2 text-ink-muted">{`${hidden} more are in the file that you can export.`}</p>
          )}
        </div>
      )}
    </Section>
  );
}
