import Link from 'next/link';
import { type UsageParams, usageHref } from '@/app/(portal)/usage/search-params';
import { CaptionedCell } from '@/components/captioned-cell';
import { CardTable } from '@/components/card-table';
import { EmptyList } from '@/components/empty-list';
import { EnvironmentBadge } from '@/components/environment-badge';
import { formatCount } from '@/components/format-count';
import { Pager } from '@/components/pager';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import type { KeyOfUse, KeyUsagePage } from '@/lib/domain/usage/by-key';
import { formatMoney } from '@/lib/domain/wallet/money-text';
import { say } from '@/lib/say';

const BREAKPOINT = '48rem';
const NUMBER = 'text-right max-[48rem]:text-left';

/** Calls have no country, so that a filter by country leaves them out. */
const CALLS = [
  { name: 'Succeeded', text: ({ succeeded }: KeyOfUse) => formatCount(succeeded) },
  { name: 'Rejected', text: ({ refused }: KeyOfUse) => formatCount(refused) },
  { name: 'Failed', text: ({ failed }: KeyOfUse) => formatCount(failed) },
];

interface KeyTableProps {
  page: KeyUsagePage;
  params: UsageParams;
  /** ISO 4217. */
  currency: string;
  /** What the filter does not leave out. */
  shows: { calls: boolean; messages: boolean };
}

/** Usage by key, most calls first. */
export function KeyTable({ page: { keys, nextCursor }, params, currency, shows }: KeyTableProps) {
  const { cursor } = params;
  const columns = [
    ...(shows.calls ? CALLS : []),
    ...(shows.messages
      ? [
          { name: 'Messages', text: ({ messages }: KeyOfUse) => formatCount(messages) },
          { name: 'Spent', text: ({ spend }: KeyOfUse) => formatMoney({ amount: spend, currency }) },
        ]
      : []),
  ];
  return (
    <div className="space-y-3">
      <Card className="@container">
        {keys.length === 0 ? (
          <EmptyList title={say`No key was used`} hint="Choose a longer period, or clear the filter." />
        ) : (
          <CardTable
            caption={say`Usage by key`}
            from={BREAKPOINT}
            columns={[
              { name: say`Key`, width: 'w-[32%]' },
              ...columns.map(({ name }) => ({ name, width: NUMBER })),
            ]}
          >
            {keys.map((key) => (
              <tr
                key={key.id}
                className="grid grid-cols-3 gap-x-3 gap-y-2 px-4 py-3 @[48rem]:table-row @[48rem]:p-0"
              >
                <td className="wrap-anywhere col-span-3 min-w-0 @[48rem]:py-3 @[48rem]:pr-2 @[48rem]:pl-4">
                  <Link
                    prefetch={false}
                    href={usageHref({ ...params, keyId: key.id, cursor: null })}
                    className={`${buttonClass({ variant: 'link', size: 'inline' })} min-w-0 max-w-full whitespace-normal! text-left`}
                  >
                    {key.label}
                  </Link>{' '}
                  <EnvironmentBadge environment={key.environment} />
                </td>
                {columns.map(({ name, text }) => (
                  <CaptionedCell
                    key={name}
                    from={BREAKPOINT}
                    caption={name}
                    className={`tabular-nums last:pr-4 @[48rem]:text-right`}
                  >
                    {text(key)}
                  </CaptionedCell>
                ))}
              </tr>
            ))}
          </CardTable>
        )}
      </Card>
      <Pager
        label={say`Pages of keys`}
        newest={cursor && usageHref({ ...params, cursor: null })}
        older={nextCursor && usageHref({ ...params, cursor: nextCursor })}
        names={{ newest: 'First', older: 'Next' }}
        inPlace
      />
    </div>
  );
}
