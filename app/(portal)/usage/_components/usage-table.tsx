import Link from 'next/link';
import { Section } from '@/components/section';
import { buttonClass } from '@/components/ui/button';
import type { Calls } from '@/lib/domain/usage/days';

const MAX_ROWS = 50;

interface UsageRow extends Calls {
  id: string;
  name: string;
  /** The page with only the calls of this row. */
  href: string;
}

interface UsageTableProps {
  title: string;
  /** What a row is about. */
  subject: string;
  rows: UsageRow[];
}

/** Calls by key or operation, most calls first. */
export function UsageTable({ title, subject, rows }: UsageTableProps) {
  const hidden = rows.length - MAX_ROWS;
  return (
    <Section title={title}>
      {rows.length === 0 ? (
        <p className="px-4 pt-3 pb-5 text-ink-muted sm:px-5">No calls in this period.</p>
      ) : (
        <div className="px-4 pt-2 pb-4 text-[0.8125rem] sm:px-5">
          <table className="w-full table-fixed text-right tabular-nums">
            <thead className="text-ink-muted">
              <tr className="border-b">
                <th scope="col" className="w-2/5 py-1.5 text-left font-medium">
                  {subject}
                </th>
                {['Succeeded', 'Rejected', 'Failed'].map((name) => (
                  <th key={name} scope="col" className="py-1.5 font-medium">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, MAX_ROWS).map(({ id, name, href, succeeded, refused, failed }) => (
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
                  <td>{succeeded.toLocaleString('en')}</td>
                  <td>{refused.toLocaleString('en')}</td>
                  <td>{failed.toLocaleString('en')}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {hidden > 0 && <p className="pt-2 text-ink-muted">{`${hidden} with fewer calls are not shown.`}</p>}
        </div>
      )}
    </Section>
  );
}
