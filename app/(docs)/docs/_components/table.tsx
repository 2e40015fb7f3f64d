import { ScrollArea } from '@/components/code/scroll-area';
import { InlineText } from '@/components/inline-text';

interface TableProps {
  name: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
}

/** A table that scrolls inside itself where the screen is narrow. */
export function Table({ name, head, rows }: TableProps) {
  return (
    <ScrollArea name={name} className="rounded-lg border bg-surface">
      <table className="w-full text-left">
        <thead className="border-b bg-canvas text-ink-muted text-xs">
          <tr>
            {head.map((title) => (
              <th key={title} scope="col" className="whitespace-nowrap px-4 py-2 font-medium">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y">
          {rows.map((row) => (
            <tr key={row.join()}>
              {row.map((cell, index) => (
                <td
                  key={head[index]}
                  className="min-w-24 px-4 py-2.5 align-top sm:first:[&_code]:whitespace-nowrap"
                >
                  <InlineText text={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}
