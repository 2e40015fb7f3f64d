import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import type { SearchParams } from 'nuqs/server';
import { MessageFilters } from '@/app/(portal)/messages/_components/message-filters';
import { MessageList } from '@/app/(portal)/messages/_components/message-list';
import {
  exportHref,
  loadMessageParams,
  type MessageParams,
  messagesHref,
  toFilter,
} from '@/app/(portal)/messages/search-params';
import { refusalsHref } from '@/app/(portal)/settings/api-keys/[keyId]/search-params';
import { ExportLink } from '@/components/export-link';
import type { PickedKey } from '@/components/forms/key-picker';
import { Alert } from '@/components/ui/alert';
import { buttonClass } from '@/components/ui/button';
import { requireActor } from '@/lib/auth/actor';
import type { Environment } from '@/lib/db/generated/enums';
import type { WorkspaceActor } from '@/lib/domain/actor';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { secretFormat } from '@/lib/domain/key-secrets/pasted-secret';
import { storesText } from '@/lib/domain/outbox/stored-text';
import { controlOf } from '@/lib/domain/permissions';
import { findRefusal } from '@/lib/domain/refusals/find';
import { listSentMessages } from '@/lib/domain/sent-messages/list';
import { seesRecipients } from '@/lib/domain/sent-messages/view';
import { env } from '@/lib/env';
import { currentProfile } from '@/lib/profiles/current';
import { sendingScope } from '@/lib/profiles/sending-scope';
import { say } from '@/lib/say';

export const metadata: Metadata = { title: 'Messages' };

/** What the operator does not keep. */
function KeptData() {
  const { RETENTION_DAYS } = env();
  const sentences = [
    RETENTION_DAYS !== undefined && `Messages are kept for ${RETENTION_DAYS} days.`,
    !storesText() && 'Texts are not stored.',
  ].filter((sentence) => sentence !== false);
  return sentences.length > 0 && <p className="text-[0.8125rem] text-ink-muted">{sentences.join(' ')}</p>;
}

/** The other environment, if it has messages that match the filter; undefined if it has none. */
async function findElsewhere(actor: WorkspaceActor, params: MessageParams): Promise<Environment | undefined> {
  const environment = params.environment === 'live' ? 'sandbox' : 'live';
  const listed = await listSentMessages(actor, toFilter({ ...params, environment }));
  return listed.ok && listed.value.messages.length > 0 ? environment : undefined;
}

/** The key with its label. One that is not found is shown by its id. */
async function nameKey(actor: WorkspaceActor, id: string): Promise<PickedKey> {
  const read = await readApiKey(actor, { keyId: id });
  return { id, label: read.ok ? read.value.label : id };
}

export default async function MessagesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor();
  const params = await loadMessageParams(searchParams);
  const listed = await listSentMessages(actor, { ...toFilter(params), cursor: params.cursor ?? undefined });
  // Only an invalid URL is refused.
  if (!listed.ok) redirect(messagesHref({}));

  const { environment, status, key, recipient, request, from, to } = params;
  const pickedKey = key === null ? null : await nameKey(actor, key);
  const isEmpty = listed.value.messages.length === 0;
  const elsewhere = isEmpty ? await findElsewhere(actor, params) : undefined;
  const rejected =
    request !== null && isEmpty && !elsewhere ? await findRefusal(actor, { requestId: request }) : undefined;
  const profile = currentProfile();
  const sendsTests =
    controlOf(actor, 'test-messages/send', 'sandbox').shown && sendingScope(profile) !== undefined;
  const { live, sandbox } = profile.keys.environments;
  const environments = { live: live.label, sandbox: sandbox.label };
  const unfiltered = messagesHref({ environment });
  const isFiltered = messagesHref({ ...params, cursor: null }) !== unfiltered;
  return (
    <div className="space-y-5">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
        <div className="max-w-2xl space-y-1">
          <h1 className="font-semibold text-xl leading-8 tracking-tight">Messages</h1>
          <p className="text-ink-muted">{say`What your keys sent, and the status of each message.`}</p>
          <KeptData />
        </div>
        <div className="flex flex-wrap gap-2">
          <ExportLink
            href={exportHref(params)}
            format="CSV"
            control={controlOf(actor, 'sent-messages/export')}
          />
          {sendsTests && (
            <Link prefetch={false} href="/messages/test" className={buttonClass({ size: 'small' })}>
              Send a test message
            </Link>
          )}
        </div>
      </div>
      <MessageFilters
        values={{
          environment: environment === 'live' ? '' : environment,
          status: status ?? '',
          key: key ?? '',
          recipient: recipient ?? '',
          request: request ?? '',
          from: from ?? '',
          to: to ?? '',
        }}
        pickedKey={pickedKey}
        environments={environments}
        hasRecipient={seesRecipients(actor)}
        format={secretFormat(profile.keys)}
      />
      {isFiltered && (
        <p className="flex flex-wrap items-center gap-x-3 text-[0.8125rem] text-ink-muted">
          <Link
            prefetch={false}
            href={unfiltered}
            scroll={false}
            className={buttonClass({ variant: 'link', size: 'inline' })}
          >
            Clear the filter
          </Link>
        </p>
      )}
      {elsewhere && (
        <Alert tone="info">
          <span>{`${isFiltered ? 'Matching messages' : 'Messages'} were sent in ${environments[elsewhere]}.`}</span>{' '}
          <Link
            prefetch={false}
            href={messagesHref({ ...params, environment: elsewhere, cursor: null })}
            className="underline underline-offset-4"
          >
            Show them
          </Link>
        </Alert>
      )}
      {rejected?.ok && (
        <Alert tone="info">
          <span>{say`This call was rejected (${rejected.value.code}) and sent nothing.`}</span>{' '}
          <Link
            prefetch={false}
            href={refusalsHref(rejected.value.key.id, { request })}
            className="underline underline-offset-4"
          >
            {say`See how to fix it at the key ${rejected.value.key.label}`}
          </Link>
        </Alert>
      )}
      <MessageList
        page={listed.value}
        params={params}
        isFiltered={isFiltered}
        environment={environments[environment]}
      />
    </div>
  );
}
