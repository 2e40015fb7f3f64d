import { KeyActivityProvider } from '@/app/(portal)/settings/api-keys/_components/activity/key-activity';
import { KeyRow } from '@/app/(portal)/settings/api-keys/_components/list/key-row';
import { RevealProvider } from '@/app/(portal)/settings/api-keys/_components/reveal/reveal-provider';
import { RevokeProvider } from '@/app/(portal)/settings/api-keys/_components/revoke/revoke-provider';
import { type ListParams, listHref } from '@/app/(portal)/settings/api-keys/search-params';
import { CardTable } from '@/components/card-table';
import { distinctNames } from '@/components/distinct-names';
import { Pager } from '@/components/pager';
import { Card } from '@/components/ui/card';
import { now } from '@/lib/clock';
import type { WorkspaceActor } from '@/lib/domain/actor';
import type { ApiKeyPage } from '@/lib/domain/api-keys/list';
import { publicKeyId } from '@/lib/domain/api-keys/number';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { controlOf } from '@/lib/domain/permissions';
import type { PortalApi } from '@/lib/profiles/portal-api';
import { say } from '@/lib/say';

const columns = (isRecoverable: boolean) => [
  { name: 'Label', width: 'w-[17%]' },
  { name: say`Key`, width: 'w-[20%]' },
  { name: 'Environment', width: 'w-[11%]' },
  { name: 'Scopes', width: 'w-[15%]' },
  { name: 'Created', width: 'w-[13%]' },
  { name: 'Last used', width: 'w-[13%]' },
  { name: 'Status', width: 'w-[11%]' },
  { name: 'Actions', width: isRecoverable ? 'w-20' : 'w-12', isNameHidden: true },
];

interface KeyListProps {
  page: ApiKeyPage;
  params: ListParams;
  actor: WorkspaceActor;
  policy: KeyPolicy;
  api: PortalApi;
}

function countKeys(total: number, search: string): string {
  const keys = total === 1 ? say`1 key` : say`${total.toLocaleString('en')} keys`;
  return search ? `${keys} found` : keys;
}

/** The keys as a table, or as cards if there is little room. */
export function KeyList({ page, params, actor, policy, api }: KeyListProps) {
  const { keys, nextCursor, total } = page;
  const isRecoverable = policy.reveal === 'recoverable';
  const renderedAt = now().getTime();
  const names = distinctNames(keys.map(({ id, label }) => ({ id, name: label })));
  return (
    <KeyActivityProvider keys={keys} renderedAt={renderedAt}>
      <RevokeProvider keyIds={keys.map((key) => key.id)}>
        <RevealProvider policy={policy} api={api}>
          <Card className="@container">
            {keys.length > 0 ? (
              <CardTable caption={say`API keys, newest first`} columns={columns(isRecoverable)} from="56rem">
                {keys.map((key) => (
                  <KeyRow
                    key={key.id}
                    apiKey={key}
                    publicId={publicKeyId(key, policy)}
                    name={names.get(key.id) ?? key.label}
                    revoke={controlOf(actor, 'api-keys/revoke', key.environment)}
                    reveal={
                      isRecoverable ? controlOf(actor, 'key-reveal/reveal', key.environment) : undefined
                    }
                    policy={policy}
                    now={renderedAt}
                  />
                ))}
              </CardTable>
            ) : (
              <NoMatch {...params} />
            )}
          </Card>
          <div className="flex min-h-9 items-center justify-between gap-4">
            <p role="status" className="text-[0.8125rem] text-ink-muted tabular-nums">
              {countKeys(total, params.q)}
            </p>
            <Pager
              label="Pages"
              newest={params.cursor && listHref({ ...params, cursor: null })}
              older={nextCursor && listHref({ ...params, cursor: nextCursor })}
            />
          </div>
        </RevealProvider>
      </RevokeProvider>
    </KeyActivityProvider>
  );
}

function NoMatch({ filter, q }: ListParams) {
  return (
    <div className="space-y-2 px-6 py-14 text-center">
      <p className="font-medium">{q ? say`No key matches “${q}”` : say`No ${filter} keys`}</p>
      <p className="text-ink-muted">
        {q
          ? say`Search by part of a label, a whole key ID, or the last four characters of a key.`
          : say`Revoked keys stay listed under “Revoked”.`}
      </p>
    </div>
  );
}
