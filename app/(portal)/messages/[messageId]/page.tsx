import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { MessageStatusBadge } from '@/app/(portal)/messages/_components/message-status';
import { messagesHref } from '@/app/(portal)/messages/search-params';
import { STATUS_NAMES } from '@/app/(portal)/messages/status-names';
import { Breadcrumb } from '@/components/breadcrumb';
import { EnvironmentBadge } from '@/components/environment-badge';
import { LocalDate } from '@/components/local-date';
import { Section } from '@/components/section';
import { Card } from '@/components/ui/card';
import { requireActor } from '@/lib/auth/actor';
import { readSentMessage, type SentMessageDetails } from '@/lib/domain/sent-messages/read';
import { seesRecipients } from '@/lib/domain/sent-messages/view';
import { formatMoney } from '@/lib/domain/wallet/money-text';
import { say } from '@/lib/say';

export const metadata: Metadata = { title: 'Message' };

export default async function MessagePage({ params }: { params: Promise<{ messageId: string }> }) {
  const actor = await requireActor();
  const { messageId } = await params;
  const read = await readSentMessage(actor, { id: messageId });
  if (!read.ok) notFound();

  const { environment, to, status, text, timeline } = read.value;
  return (
    <div className="space-y-5">
      <div className="space-y-2">
        <Breadcrumb href={messagesHref({ environment })} parent="Messages" current="Message" />
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1.5">
          <h1 className="wrap-anywhere font-semibold text-xl leading-8 tracking-tight">{`Message to ${to}`}</h1>
          <MessageStatusBadge status={status} />
          <EnvironmentBadge environment={environment} />
        </div>
      </div>
      <Facts message={read.value} />
      <Section title="Text">
        <p translate="no" className="wrap-anywhere whitespace-pre-wrap px-4 pt-2 pb-4 sm:px-5">
          {text ??
            (seesRecipients(actor)
              ? 'The text of this message is not stored.'
              : 'Viewers and support do not see texts.')}
        </p>
      </Section>
      <Section title="History">
        <ol className="divide-y px-4 pt-1 pb-2 sm:px-5">
          {timeline.map((entry) => (
            <li key={entry.status} className="flex flex-wrap justify-between gap-x-4 gap-y-0.5 py-2.5">
              <span>
                <span className="font-medium">{STATUS_NAMES[entry.status]}</span>
                {entry.detail && <span className="block text-ink-muted text-xs">{entry.detail}</span>}
              </span>
              <span className="text-[0.8125rem] text-ink-muted">
                <LocalDate date={entry.at} withTime />
              </span>
            </li>
          ))}
        </ol>
      </Section>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-ink-muted text-xs">{name}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  );
}

function Facts({ message }: { message: SentMessageDetails }) {
  const { id, environment, from, country, segments, price, key, batchId, label, reference, requestId } =
    message;
  const rest = [
    ['Country', country],
    ['Batch', batchId],
    ['Label', label],
    ['Your reference', reference],
  ] as const;
  return (
    <Card className="px-4 py-4 sm:px-5">
      <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-2 xl:grid-cols-4">
        <Fact name="Message ID">
          <span className="font-mono text-[0.8125rem]">{id}</span>
        </Fact>
        <Fact name="Sender">{from ?? 'The preset of the network'}</Fact>
        <Fact name={say`Key`}>
          <Link
            prefetch={false}
            href={`/settings/api-keys/${key.id}`}
            className="underline underline-offset-4"
          >
            {key.label}
          </Link>
        </Fact>
        {requestId !== null && (
          <Fact name="Request ID">
            <Link
              prefetch={false}
              href={messagesHref({ environment, request: requestId })}
              aria-label={`All messages of the request ${requestId}`}
              className="font-mono text-[0.8125rem] underline underline-offset-4"
            >
              {requestId}
            </Link>
          </Fact>
        )}
        <Fact name="Segments">{String(segments)}</Fact>
        <Fact name="Price">{formatMoney(price)}</Fact>
        {rest.map(
          ([name, value]) =>
            value !== null && (
              <Fact key={name} name={name}>
                {value}
              </Fact>
            ),
        )}
      </dl>
    </Card>
  );
}
