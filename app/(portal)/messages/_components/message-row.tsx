import Link from 'next/link';
import type { ReactNode } from 'react';
import { MessageStatusBadge } from '@/app/(portal)/messages/_components/message-status';
import { type MessageParams, messagesHref } from '@/app/(portal)/messages/search-params';
import { LinkProgress } from '@/components/link-progress';
import { LocalDate } from '@/components/local-date';
import type { SentMessage } from '@/lib/domain/sent-messages/view';
import { formatMoney } from '@/lib/domain/wallet/money-text';
import { say } from '@/lib/say';

function Cell({ className = '', children }: { className?: string; children: ReactNode }) {
  return (
    <td className={`wrap-anywhere min-w-0 @[48rem]:px-2 @[48rem]:py-2.5 @[48rem]:align-top ${className}`}>
      {children}
    </td>
  );
}

/** One message of the list. */
export function MessageRow({ message, params }: { message: SentMessage; params: MessageParams }) {
  const { id, to, text, status, key, price, createdAt } = message;
  return (
    <tr className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 px-4 py-3 @[48rem]:table-row">
      <Cell className="text-ink-muted text-xs @max-[48rem]:order-3 @[48rem]:pl-4 @[48rem]:text-[0.8125rem]">
        <LocalDate date={createdAt} withTime />
      </Cell>
      <Cell>
        <Link
          href={`/messages/${id}`}
          prefetch={false}
          aria-label={`Message ${id} to ${to}`}
          className="relative font-medium tabular-nums underline-offset-4 hover:underline"
        >
          <span>{to}</span>
          <LinkProgress />
        </Link>
        {text !== null && (
          <span translate="no" className="block truncate text-ink-muted text-xs">
            {text}
          </span>
        )}
      </Cell>
      <Cell className="@max-[48rem]:order-2">
        <MessageStatusBadge status={status} />
      </Cell>
      <Cell className="@max-[48rem]:order-5 @max-[48rem]:col-span-2">
        <Link
          href={messagesHref({ ...params, key: key.id, cursor: null })}
          prefetch={false}
          title={say`Show only messages of this key`}
          aria-label={say`Messages of the key ${key.label}, ${id}`}
          className="relative text-ink-muted text-xs underline-offset-4 hover:underline"
        >
          <span>{key.label}</span>
          <LinkProgress />
        </Link>
      </Cell>
      <Cell className="text-right text-xs tabular-nums @max-[48rem]:order-4 @[48rem]:pr-4">
        <span>{formatMoney(price)}</span>
      </Cell>
    </tr>
  );
}
