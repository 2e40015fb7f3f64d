import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { TestMessageForm } from '@/app/(portal)/messages/test/_components/late-forms';
import { Breadcrumb } from '@/components/breadcrumb';
import { EmptyList } from '@/components/empty-list';
import { Card } from '@/components/ui/card';
import { requireActor } from '@/lib/auth/actor';
import type { WorkspaceActor } from '@/lib/domain/actor';
import { listApiKeys } from '@/lib/domain/api-keys/list';
import type { ApiKeyView } from '@/lib/domain/api-keys/view';
import { currentCarrier } from '@/lib/domain/carrier/current';
import { FULL_ACCESS } from '@/lib/domain/key-policy/policy';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { controlOf } from '@/lib/domain/permissions';
import { currentProfile } from '@/lib/profiles/current';
import { sendingScope } from '@/lib/profiles/sending-scope';
import { say } from '@/lib/say';

export const metadata: Metadata = { title: 'Send a test message' };

/** How many of the newest keys that can send can be chosen. */
const MOST_KEYS = 100;
/** How many keys are looked at, a page at a time. */
const PAGE_SIZE = 100;
const MOST_PAGES = 20;

/** The newest keys that this person can send with. */
async function findKeys(actor: WorkspaceActor, scope: string | null): Promise<ApiKeyView[]> {
  const canSend = ({ status, environment, scopes }: ApiKeyView) =>
    status === 'active' &&
    (scope === null || scopes.includes(scope) || scopes.includes(FULL_ACCESS)) &&
    controlOf(actor, 'test-messages/send', environment).shown &&
    currentCarrier(environment, 'messages') !== undefined;
  const found: ApiKeyView[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES && found.length < MOST_KEYS; page++) {
    const listed = await listApiKeys(actor, { limit: PAGE_SIZE, cursor });
    if (!listed.ok) break;
    found.push(...listed.value.keys.filter(canSend));
    if (listed.value.nextCursor === null) break;
    cursor = listed.value.nextCursor;
  }
  return found.slice(0, MOST_KEYS);
}

export default async function TestMessagePage() {
  const actor = await requireActor();
  const profile = currentProfile();
  const scope = sendingScope(profile);
  const control = controlOf(actor, 'test-messages/send', 'sandbox');
  if (scope === undefined || !control.shown) notFound();
  const keys = await findKeys(actor, scope);
  const { live, sandbox } = profile.keys.environments;
  return (
    <div className="max-w-2xl space-y-5">
      <div className="space-y-2">
        <Breadcrumb href="/messages" parent="Messages" current="Send a test message" />
        <h1 className="font-semibold text-xl leading-8 tracking-tight">Send a test message</h1>
        <p className="text-ink-muted">
          {say`It is sent as a call of the API would: with a key, within the limits of the key, and charged to the balance of its environment.`}
        </p>
      </div>
      <Card>
        {keys.length > 0 ? (
          <TestMessageForm
            keys={keys.map(({ id, label, environment, maskedSecret }) => ({
              id,
              label,
              environment,
              maskedSecret,
            }))}
            environments={{ live: live.label, sandbox: sandbox.label }}
            sandboxNumber={MAGIC_NUMBERS.delivered}
            control={control}
          />
        ) : (
          <EmptyList
            title={say`No key that can send`}
            hint={say`Create a sandbox key to try it out. Messages of the sandbox reach nobody and cost play money.`}
          />
        )}
      </Card>
      {!currentCarrier('live', 'messages') && (
        <p className="text-[0.8125rem] text-ink-muted">
          {say`Live keys cannot send yet, because no carrier is connected.`}
        </p>
      )}
      {keys.length === 0 && (
        <Link prefetch={false} href="/settings/api-keys" className="underline underline-offset-4">
          {say`All keys`}
        </Link>
      )}
    </div>
  );
}
