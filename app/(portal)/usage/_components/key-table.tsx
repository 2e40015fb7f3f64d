import Link from 'next/link';
import { type UsageParams, usageHref } from '@/app/(portal)/usage/search-params';
import { CaptionedCell, CardTable } from '@/components/card-table';
import { EmptyList } from '@/components/empty-list';
import { EnvironmentBadge } from '@/components/environment-badge';
import { Pager } from '@/components/pager';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import type { KeyUsagePage } from '@/lib/domain/usage/by-key';
import { formatMoney } from '@/lib/domain/wallet/money-text';
import { say } from '@/lib/say';

const BREAKPOINT = '48rem';
const NUMBER = 'text-right max-[48rem]:text-left';

const formatCount = (value: number) => value.toLocaleString('en');

interface KeyTableProps {
  page: KeyUsagePage;
  params: UsageParams;
  /** ISO 4217. */
  currency: string;
}

/** Usage by key, most calls first. */
export function KeyTable({ page: { keys, nextCursor }, params, currency }: KeyTableProps) {
  const { search, cursor } = params;
  return (
    <div className="space-y-3">
      <Card className="@container">
        {keys.length === 0 ? (
          <EmptyList
            title={search ? say`No matching key` : say`No key was used`}
            hint={
              search
                ? say`Search by label, key ID or the last four characters. Only keys that were used are listed.`
                : 'Choose a longer period, or clear the filter.'
            }
          />
        ) : (
          <CardTable
            caption={say`Usage by key`}
            from={BREAKPOINT}
            columns={[
              { name: say`Key`, width: 'w-[32%]' },
              { name: 'Succeeded', width: NUMBER },
              { name: 'Rejected', width: NUMBER },
              { name: 'Failed', width: NUMBER },
              { name: 'Messages', width: NUMBER },
              { name: 'Spent', width: NUMBER },
            ]}
          >
            {keys.map(({ id, label, environment, succeeded, refused, failed, messages, spend }) => (
              <tr
                key={id}
                className="grid grid-cols-3 gap-x-3 gap-y-2 px-4 py-3 @[48rem]:table-row @[48rem]:p-0"
              >
                <td className="wrap-anywhere col-span-3 min-w-0 @[48rem]:py-3 @[48rem]:pr-2 @[48rem]:pl-4">
                  <Link
                    prefetch={false}
                    href={usageHref({ ...params, keyId: id, search: '', cursor: null })}
                    className={`${buttonClass({ variant: 'link', size: 'inline' })} min-w-0 max-w-full whitespace-normal! text-left`}
                  >
                    {label}
                  </Link>{' '}
                  <EnvironmentBadge environment={environment} />
                </td>
                {(
                  [
                    ['Succeeded', formatCount(succeeded)],
                    ['Rejected', formatCount(refused)],
                    ['Failed', formatCount(failed)],
                    ['Messages', formatCount(messages)],
                    ['Spent', formatMoney({ amount: spend, currency })],
                  ] as const
                ).map(([caption, value]) => (
                  <CaptionedCell
                    key={caption}
                    from={BREAKPOINT}
                    caption={caption}
                    className={`tabular-nums last:pr-4 @[48rem]:text-right`}
                  >
                    {value}
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
