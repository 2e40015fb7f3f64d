import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import type { SearchParams } from 'nuqs/server';
import { liveRestriction } from '@/app/(portal)/live-restriction';
import { CreateKey } from '@/app/(portal)/settings/api-keys/_components/create/create-key';
import { unknownUses } from '@/app/(portal)/settings/api-keys/_components/health/revocation-evidence';
import { AdviceSection } from '@/app/(portal)/settings/api-keys/_components/list/advice-section';
import { EmptyState } from '@/app/(portal)/settings/api-keys/_components/list/empty-state';
import { HelpLinks } from '@/app/(portal)/settings/api-keys/_components/list/help-links';
import { KeyFindings } from '@/app/(portal)/settings/api-keys/_components/list/key-findings';
import { KeyList } from '@/app/(portal)/settings/api-keys/_components/list/key-list';
import { ListToolbar } from '@/app/(portal)/settings/api-keys/_components/list/list-toolbar';
import { PageHeader } from '@/app/(portal)/settings/api-keys/_components/list/page-header';
import {
  listHref,
  loadListParams,
  toKeyFilter,
  toUnsortedFilter,
} from '@/app/(portal)/settings/api-keys/search-params';
import { Endpoints } from '@/app/(portal)/settings/webhooks/_components/list/endpoints';
import { Alert } from '@/components/ui/alert';
import { requireActor } from '@/lib/auth/actor';
import type { WorkspaceActor } from '@/lib/domain/actor';
import { readKeyFilterOptions } from '@/lib/domain/api-keys/filter-options';
import { IDLE_DAYS } from '@/lib/domain/api-keys/health';
import { listApiKeys } from '@/lib/domain/api-keys/list';
import { readLiveSending } from '@/lib/domain/balance/live-sending';
import { findOpenBulkAction } from '@/lib/domain/bulk-actions/find-open';
import { countKeyHealth } from '@/lib/domain/key-health/count';
import { readRevocationEvidence } from '@/lib/domain/key-health/evidence';
import { controlOf } from '@/lib/domain/permissions';
import { currentProfile } from '@/lib/profiles/current';
import { currentBrand } from '@/lib/profiles/current-brand';
import { portalApi } from '@/lib/profiles/portal-api';
import { scopedOperations } from '@/lib/profiles/scoped-operations';
import { say } from '@/lib/say';

export function generateMetadata(): Metadata {
  return { title: currentProfile().words.page };
}

/** The name of a member in the filter; null if there are no keys of theirs. */
async function nameCreator(actor: WorkspaceActor, id: string): Promise<string | null> {
  const options = await readKeyFilterOptions(actor);
  return (options.ok && options.value.creators.find((creator) => creator.id === id)?.name) || null;
}

export default async function ApiKeysPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor();
  const params = await loadListParams(searchParams);
  const profile = currentProfile();
  const operations = scopedOperations(profile);
  // Counting takes longest, so it begins first and goes on while the list is read and rendered.
  const counting = countKeyHealth(actor, toUnsortedFilter(params), operations);
  // It fails where it is awaited, or not at all if the list has failed before.
  counting.catch(() => undefined);
  const [listed, liveSending, open, creator] = await Promise.all([
    listApiKeys(actor, { ...toKeyFilter(params), cursor: params.cursor ?? undefined }, operations),
    readLiveSending(actor),
    findOpenBulkAction(actor),
    params.creator && nameCreator(actor, params.creator),
  ]);
  // Only an invalid URL is refused.
  if (!listed.ok) redirect(listHref({}));
  const { keys, total } = listed.value;
  // The keys of the last page can be gone since its link was made.
  if (params.cursor !== null && keys.length === 0 && total > 0)
    redirect(listHref({ ...params, cursor: null }));

  const evidence =
    params.health === 'safe-to-revoke'
      ? await readRevocationEvidence(actor, { keyIds: keys.map(({ id }) => id) })
      : null;
  const { keys: policy, words } = profile;
  const api = portalApi(profile);
  if (!liveSending.ok) notFound();
  const settings = {
    policy,
    api,
    liveRestriction: liveRestriction(actor, 'api-keys/create'),
    liveSending: liveSending.value,
  };
  const create = controlOf(actor, 'api-keys/create', 'sandbox');
  return (
    <div className={api.createButton === 'corner' ? 'space-y-5 pb-16' : 'space-y-5'}>
      <PageHeader title={words.page} reveal={policy.reveal} readOnly={!create.shown}>
        {create.shown && <CreateKey {...settings} disabledReason={create.disabledReason} />}
      </PageHeader>
      {!listed.value.hasKeys ? (
        <EmptyState mayCreate={create.shown} policy={policy} api={api} />
      ) : (
        <section aria-label={say`Keys`} className="space-y-3">
          <ListToolbar params={params} policy={policy} creator={creator} />
          <KeyFindings params={params} counting={counting} />
          {evidence && (
            <Alert title={say`Nobody is known to use these keys`}>
              <p>{say`They are older than ${IDLE_DAYS} days, no call came with any of their secrets in that time, and nothing is scheduled.`}</p>
              <p>{unknownUses()}</p>
            </Alert>
          )}
          <KeyList
            page={listed.value}
            evidence={evidence?.ok ? evidence.value : []}
            params={params}
            actor={actor}
            settings={settings}
            open={open.ok ? open.value : null}
          />
        </section>
      )}
      {words.onePage && (
        <section id="webhooks" aria-label={words.webhooks} className="scroll-mt-6 pt-5">
          <Endpoints actor={actor} heading="h2" />
        </section>
      )}
      {profile.advice && <AdviceSection advice={profile.advice} />}
      <HelpLinks support={currentBrand().support} />
    </div>
  );
}
