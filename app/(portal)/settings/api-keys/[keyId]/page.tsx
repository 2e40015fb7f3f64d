import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { SearchParams } from 'nuqs/server';
import { liveRestriction } from '@/app/(portal)/live-restriction';
import { KeyActivityProvider } from '@/app/(portal)/settings/api-keys/_components/activity/key-activity';
import { ExpiryBadge } from '@/app/(portal)/settings/api-keys/_components/expiry/expiry-badge';
import { RotationBadge } from '@/app/(portal)/settings/api-keys/_components/rotation-badge';
import { KeyEditor } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/key-editor';
import { LeakAlert } from '@/app/(portal)/settings/api-keys/[keyId]/_components/overview/leak-alert';
import { NarrowingAlert } from '@/app/(portal)/settings/api-keys/[keyId]/_components/overview/narrowing-alert';
import { OverviewSection } from '@/app/(portal)/settings/api-keys/[keyId]/_components/overview/overview-section';
import { PageUseAlert } from '@/app/(portal)/settings/api-keys/[keyId]/_components/overview/page-use-alert';
import { PastedAlert } from '@/app/(portal)/settings/api-keys/[keyId]/_components/overview/pasted-alert';
import { UrlUseAlert } from '@/app/(portal)/settings/api-keys/[keyId]/_components/overview/url-use-alert';
import { RefusalsSection } from '@/app/(portal)/settings/api-keys/[keyId]/_components/refusals/refusals-section';
import { SecretSection } from '@/app/(portal)/settings/api-keys/[keyId]/_components/rotate/secret-section';
import { SettingsSection } from '@/app/(portal)/settings/api-keys/[keyId]/_components/settings/settings-section';
import { DangerZone } from '@/app/(portal)/settings/api-keys/[keyId]/_components/state/danger-zone';
import { RevocationSection } from '@/app/(portal)/settings/api-keys/[keyId]/_components/state/revocation-section';
import { keyControls } from '@/app/(portal)/settings/api-keys/[keyId]/key-controls';
import { loadKey } from '@/app/(portal)/settings/api-keys/[keyId]/load-key';
import { loadRefusals } from '@/app/(portal)/settings/api-keys/[keyId]/load-refusals';
import { loadKeyParams } from '@/app/(portal)/settings/api-keys/[keyId]/search-params';
import { Breadcrumb } from '@/components/breadcrumb';
import { EnvironmentBadge } from '@/components/environment-badge';
import { Section } from '@/components/section';
import { StatusBadge } from '@/components/status-badge';
import { Alert } from '@/components/ui/alert';
import { UsageChart } from '@/components/usage/usage-chart';
import { requireActor } from '@/lib/auth/actor';
import { now as currentTime } from '@/lib/clock';
import { duplicateSettings } from '@/lib/domain/api-keys/duplicate';
import { readLiveSending } from '@/lib/domain/balance/live-sending';
import { readRevocationEvidence } from '@/lib/domain/key-health/evidence';
import { readOldSecret } from '@/lib/domain/key-rotation/old-secret';
import { readNarrowing } from '@/lib/domain/key-settings/read-narrowing';
import { rehearseKeyScopes } from '@/lib/domain/key-settings/rehearse-scopes';
import { listLeaks } from '@/lib/domain/leaks/list';
import { controlOf } from '@/lib/domain/permissions';
import { readUsage } from '@/lib/domain/usage/read';
import type { Result } from '@/lib/errors';
import { currentProfile } from '@/lib/profiles/current';
import { portalApi } from '@/lib/profiles/portal-api';
import { scopedOperations } from '@/lib/profiles/scoped-operations';
import { say } from '@/lib/say';

interface KeyPageProps {
  params: Promise<{ keyId: string }>;
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ params }: KeyPageProps): Promise<Metadata> {
  const key = await loadKey((await params).keyId);
  return { title: key.ok ? key.value.label : say`API key not found` };
}

/** The value of a read; the not-found page if it was refused. */
function found<T>(result: Result<T>): T {
  return result.ok ? result.value : notFound();
}

export default async function ApiKeyPage({ params, searchParams }: KeyPageProps) {
  const actor = await requireActor();
  const { keyId } = await params;
  const keyParams = await loadKeyParams(searchParams);
  const { pasted } = keyParams;
  const profile = currentProfile();
  const { keys: policy, words } = profile;
  const apiKey = found(await loadKey(keyId));
  const [duplicate, usage, refusals, oldSecret, liveSending, leaks, scopes, narrowing, evidence] =
    await Promise.all([
      duplicateSettings(actor, { keyId }, policy),
      readUsage(actor, { keyId }),
      loadRefusals(actor, keyId, keyParams),
      readOldSecret(actor, { keyId }),
      readLiveSending(actor),
      listLeaks(actor, { keyId }),
      rehearseKeyScopes(actor, { keyId, scopes: apiKey.scopes }, scopedOperations(profile)),
      readNarrowing(actor, { keyId }),
      readRevocationEvidence(actor, { keyIds: [keyId] }),
    ]);

  const [forRevoking] = found(evidence);
  const { status } = apiKey;
  const change = controlOf(actor, 'key-settings/rename', apiKey.environment);
  const controls = keyControls(actor, apiKey);
  const now = currentTime().getTime();
  return (
    <KeyEditor
      apiKey={apiKey}
      duplicate={found(duplicate)}
      oldSecret={found(oldSecret)}
      policy={policy}
      api={portalApi(profile)}
      liveRestriction={liveRestriction(actor, 'api-keys/create')}
      liveSending={found(liveSending)}
    >
      <KeyActivityProvider keys={[apiKey]} renderedAt={now}>
        <div className="space-y-5">
          <div className="space-y-2">
            <Breadcrumb href="/settings/api-keys" parent={words.page} current={apiKey.label} />
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
              <h1 className="min-w-0 break-words font-semibold text-xl leading-8 tracking-tight">
                {apiKey.label}
              </h1>
              <EnvironmentBadge environment={apiKey.environment} />
              <StatusBadge status={status} />
              {status !== 'revoked' && <ExpiryBadge expiresAt={apiKey.expiresAt} now={now} />}
              <RotationBadge apiKey={apiKey} policy={policy} now={now} />
            </div>
          </div>
          {pasted && <PastedAlert pasted={pasted} />}
          <LeakAlert apiKey={apiKey} leaks={found(leaks)} now={now} />
          {status !== 'revoked' && (
            <NarrowingAlert
              apiKey={apiKey}
              narrowing={found(narrowing)}
              control={controls('key-settings/undo-narrowing')}
            />
          )}
          <PageUseAlert apiKey={apiKey} now={now} />
          <UrlUseAlert apiKey={apiKey} now={now} />
          {!change.shown && <Alert>{change.disabledReason}</Alert>}
          <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_19rem] xl:grid-rows-[auto_1fr]">
            <div className="xl:col-start-2">
              <OverviewSection apiKey={apiKey} policy={policy} />
            </div>
            <div className="space-y-5 xl:col-start-1 xl:row-span-2 xl:row-start-1">
              <Section title="Calls" lead="Last 30 days, by day (UTC) and result">
                <UsageChart days={found(usage)} />
              </Section>
              <SettingsSection
                apiKey={apiKey}
                policy={policy}
                unusedScopes={status === 'revoked' ? [] : found(scopes).unused}
                hasSignatures={profile.signature !== null}
                controls={controls}
                now={now}
              />
              <RefusalsSection
                refusals={found(refusals)}
                params={keyParams}
                apiKey={apiKey}
                controls={controls}
                now={now}
              />
            </div>
            {status !== 'revoked' && (
              <div className="space-y-5 xl:col-start-2">
                <SecretSection
                  apiKey={apiKey}
                  reveal={policy.reveal}
                  oldSecret={found(oldSecret)}
                  controls={controls}
                  now={now}
                />
                {forRevoking && <RevocationSection evidence={forRevoking} now={now} />}
                {change.shown && <DangerZone apiKey={apiKey} controls={controls} />}
              </div>
            )}
          </div>
        </div>
      </KeyActivityProvider>
    </KeyEditor>
  );
}
