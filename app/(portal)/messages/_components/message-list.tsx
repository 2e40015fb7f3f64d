import { MessageRow } from '@/app/(portal)/messages/_components/message-row';
import { type MessageParams, messagesHref } from '@/app/(portal)/messages/search-params';
import { Pager } from '@/components/pager';
import { Card } from '@/components/ui/card';
import type { SentMessagePage } from '@/lib/domain/sent-messages/list';
import { say } from '@/lib/say';

const columns = () => [
  { name: 'When', width: 'w-[18%]' },
  { name: 'Recipient', width: 'w-[36%]' },
  { name: 'Status', width: 'w-[14%]' },
  { name: say`Key`, width: 'w-[20%]' },
  { name: 'Price', width: 'w-[12%] text-right' },
];

interface MessageListProps {
  page: SentMessagePage;
  params: MessageParams;
  isFiltered: boolean;
  /** What the provider calls the environment. */
  environment: string;
}

/** The messages as a table, or as cards if there is little room. */
export function MessageList({
  page: { messages, nextCursor },
  params,
  isFiltered,
  environment,
}: MessageListProps) {
  return (
    <section aria-label="Messages" className="space-y-3">
      <Card className="@container">
        {messages.length > 0 ? (
          <table className="block w-full @[48rem]:table @[48rem]:table-fixed">
            <caption className="sr-only">Messages, newest first</caption>
            <thead className="@max-[48rem]:sr-only">
              <tr className="border-b text-left text-ink-muted text-xs">
                {columns().map(({ name, width }) => (
                  <th
                    key={name}
                    scope="col"
                    className={`px-2 py-2.5 font-medium first:pl-4 last:pr-4 ${width}`}
                  >
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="block divide-y @[48rem]:table-row-group">
              {messages.map((message) => (
                <MessageRow key={message.id} message={message} params={params} />
              ))}
            </tbody>
          </table>
        ) : (
          <div className="space-y-1 px-6 py-14 text-center">
            <p className="font-medium">{isFiltered ? 'No matching messages' : 'No messages yet'}</p>
            <p className="text-ink-muted">
              {isFiltered
                ? 'Choose another status or more days, or clear the filter.'
                : say`Messages that your keys send in ${environment} will appear here.`}
            </p>
          </div>
        )}
      </Card>
      <Pager
        label="Pages"
        newest={params.cursor && messagesHref({ ...params, cursor: null })}
        older={nextCursor && messagesHref({ ...params, cursor: nextCursor })}
        className="min-h-9 justify-end"
      />
    </section>
  );
}
