import { MessageRow } from '@/app/(portal)/messages/_components/message-row';
import { type MessageParams, messagesHref } from '@/app/(portal)/messages/search-params';
import { CardTable } from '@/components/card-table';
import { EmptyList } from '@/components/empty-list';
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
          <CardTable caption="Messages, newest first" columns={columns()} from="48rem">
            {messages.map((message) => (
              <MessageRow key={message.id} message={message} params={params} />
            ))}
          </CardTable>
        ) : (
          <EmptyList
            title={isFiltered ? 'No matching messages' : 'No messages yet'}
            hint={
              isFiltered
                ? params.recipient === null
                  ? 'Choose another status or more days, or clear the filter.'
                  : 'Write the whole number with its country code, such as +31612345678, or clear the filter.'
                : say`Messages that your keys send in ${environment} will appear here.`
            }
          />
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
