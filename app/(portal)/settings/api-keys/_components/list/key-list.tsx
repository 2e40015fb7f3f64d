import { KeyActivityProvider } from '@/app/(portal)/settings/api-keys/_components/activity/key-activity';
import {
  bulkControls,
  whyNotContinued,
} from '@/app/(portal)/settings/api-keys/_components/bulk/bulk-controls';
import { KIND_TEXTS } from '@/app/(portal)/settings/api-keys/_components/bulk/bulk-texts';
import { OpenNotice } from '@/app/(portal)/settings/api-keys/_components/bulk/open-notice';
import {
  SelectionProvider,
  SelectPageBox,
} from '@/app/(portal)/settings/api-keys/_components/bulk/selection-provider';
import { RowExpiry } from '@/app/(portal)/settings/api-keys/_components/expiry/row-expiry';
import { columnNames } from '@/app/(portal)/settings/api-keys/_components/filter/filter-names';
import { RowEvidence } from '@/app/(portal)/settings/api-keys/_components/health/row-evidence';
import type { KeySettings } from '@/app/(portal)/settings/api-keys/_components/key-settings';
import { KeyDialogs } from '@/app/(portal)/settings/api-keys/_components/list/key-dialogs';
import { KeyRow } from '@/app/(portal)/settings/api-keys/_components/list/key-row';
import { keyRowControls } from '@/app/(portal)/settings/api-keys/_components/list/key-row-controls';
import { RevealProvider } from '@/app/(portal)/settings/api-keys/_components/reveal/reveal-provider';
import { RevokeProvider } from '@/app/(portal)/settings/api-keys/_components/revoke/revoke-provider';
import { RotationBadge } from '@/app/(portal)/settings/api-keys/_components/rotation-badge';
import {
  exportHref,
  type ListParams,
  listHref,
  toUnsortedFilter,
} from '@/app/(portal)/settings/api-keys/search-params';
import { CardTable, type ColumnSort } from '@/components/card-table';
import { distinctNames } from '@/components/distinct-names';
import { EnvironmentBadge } from '@/components/environment-badge';
import { ExportLink } from '@/components/export-link';
import { formatCount } from '@/components/format-count';
import { Pager } from '@/components/pager';
import { Card } from '@/components/ui/card';
import { now } from '@/lib/clock';
import type { WorkspaceActor } from '@/lib/domain/actor';
import { type KeyOrder, readSort } from '@/lib/domain/api-keys/filters';
import type { ApiKeyPage } from '@/lib/domain/api-keys/list';
import { publicKeyId } from '@/lib/domain/api-keys/number';
import type { OpenBulkAction } from '@/lib/domain/bulk-actions/find-open';
import type { RevocationEvidence } from '@/lib/domain/key-health/evidence';
import { controlOf } from '@/lib/domain/permissions';
import { say } from '@/lib/say';

const WIDTHS: readonly (readonly [order: KeyOrder, width: string])[] = [
  ['label', 'w-[13.5%]'],
  ['key', 'w-[20.5%]'],
  ['environment', 'w-[11%]'],
  ['scopes', 'w-[13%]'],
  ['created', 'w-[11%]'],
  ['used', 'w-[11%]'],
  ['expires', 'w-[11%]'],
  ['status', 'w-[9%]'],
];

/** These are most useful in descending order, so that one comes first. */
const DESCENDING_FIRST: readonly KeyOrder[] = ['created', 'used'];

/** How a press on a column sorts the list: by the column, and in the other direction if it is sorted by it. */
function columnSort(params: ListParams, column: KeyOrder): ColumnSort {
  const { order, isDescending } = readSort(params.sort);
  const isSorted = order === column;
  const descend = isSorted ? !isDescending : DESCENDING_FIRST.includes(column);
  return {
    href: listHref({ ...params, sort: descend ? `-${column}` : column, cursor: null }),
    direction: isSorted ? (isDescending ? 'descending' : 'ascending') : undefined,
  };
}

function columns(params: ListParams, isRecoverable: boolean, isSelectable: boolean) {
  const names = columnNames();
  return [
    ...(isSelectable ? [{ name: 'Select', width: 'w-10', control: <SelectPageBox /> }] : []),
    ...WIDTHS.map(([order, width]) => ({ name: names[order], width, sort: columnSort(params, order) })),
    { name: 'Actions', width: isRecoverable ? 'w-20' : 'w-12', isNameHidden: true },
  ];
}

interface KeyListProps {
  page: ApiKeyPage;
  /** For revoking keys of the page; empty if the list does not show it. */
  evidence: readonly RevocationEvidence[];
  params: ListParams;
  actor: WorkspaceActor;
  settings: KeySettings;
  /** A bulk action that has keys waiting; null if there is none. */
  open: OpenBulkAction | null;
}

/** Which keys the page shows, and of how many: “51–100 of 10,000 keys”. */
function describePage({ keys, before, total }: ApiKeyPage): string {
  const all = total === 1 ? say`1 key` : say`${formatCount(total)} keys`;
  if (keys.length === total) return all;
  return `${formatCount(before + 1)}–${formatCount(before + keys.length)} of ${all}`;
}

/** The keys as a table, or as cards if there is little room. */
export function KeyList({ page, evidence, params, actor, settings, open }: KeyListProps) {
  const { policy, api } = settings;
  const { keys, nextCursor, previousCursor } = page;
  const isRecoverable = policy.reveal === 'recoverable';
  const controls = { live: keyRowControls(actor, 'live'), sandbox: keyRowControls(actor, 'sandbox') };
  const environments = {
    live: <EnvironmentBadge environment="live" />,
    sandbox: <EnvironmentBadge environment="sandbox" />,
  };
  const evidenceOf = new Map(evidence.map((known) => [known.keyId, known]));
  const bulk = bulkControls(actor);
  const renderedAt = now().getTime();
  const names = distinctNames(keys.map(({ id, label }) => ({ id, name: label })));
  return (
    <KeyActivityProvider keys={keys} renderedAt={renderedAt}>
      <RevokeProvider keyIds={keys.map((key) => key.id)}>
        <RevealProvider policy={policy} api={api}>
          <KeyDialogs {...settings}>
            {open && bulk && (
              <OpenNotice
                open={open}
                name={KIND_TEXTS[open.kind].running(open.keys)}
                disabledReason={whyNotContinued(actor, open)}
              />
            )}
            <SelectionProvider
              filter={toUnsortedFilter(params)}
              pageIds={keys.map((key) => key.id)}
              total={page.total}
              controls={bulk}
              hasCornerButton={api.createButton === 'corner'}
            >
              <Card className="@container">
                {bulk && keys.length > 0 && (
                  // biome-ignore lint/a11y/noLabelWithoutControl: it only makes the place to press larger.
                  <label className="flex items-center gap-3 border-b px-4 py-2.5 @[56rem]:hidden">
                    <SelectPageBox />
                    <span
                      aria-hidden
                      className="text-[0.8125rem] text-ink-muted"
                    >{say`Select the keys on this page`}</span>
                  </label>
                )}
                {keys.length > 0 ? (
                  <CardTable
                    caption={say`API keys`}
                    columns={columns(params, isRecoverable, bulk !== null)}
                    from="56rem"
                  >
                    {keys.map((key) => {
                      const known = evidenceOf.get(key.id);
                      return (
                        <KeyRow
                          key={key.id}
                          apiKey={key}
                          environment={environments[key.environment]}
                          expiry={<RowExpiry apiKey={key} now={renderedAt} />}
                          rotation={<RotationBadge apiKey={key} policy={policy} now={renderedAt} />}
                          evidence={known && <RowEvidence {...known} />}
                          publicId={publicKeyId(key, policy)}
                          name={names.get(key.id) ?? key.label}
                          controls={controls[key.environment]}
                          reveal={
                            isRecoverable ? controlOf(actor, 'key-reveal/reveal', key.environment) : undefined
                          }
                          isSelectable={bulk !== null}
                        />
                      );
                    })}
                  </CardTable>
                ) : (
                  <NoMatch {...params} />
                )}
              </Card>
              <div className="flex min-h-9 flex-wrap items-center justify-between gap-x-4 gap-y-2">
                <p role="status" className="text-[0.8125rem] text-ink-muted tabular-nums">
                  {describePage(page)}
                </p>
                <div className="flex gap-2">
                  <ExportLink
                    href={exportHref(params)}
                    format="CSV"
                    control={controlOf(actor, 'api-keys/export')}
                  />
                  <Pager
                    label="Pages"
                    names={{ newest: 'First', newer: 'Previous', older: 'Next' }}
                    newest={params.cursor && listHref({ ...params, cursor: null })}
                    newer={previousCursor && listHref({ ...params, cursor: previousCursor })}
                    older={nextCursor && listHref({ ...params, cursor: nextCursor })}
                  />
                </div>
              </div>
            </SelectionProvider>
          </KeyDialogs>
        </RevealProvider>
      </RevokeProvider>
    </KeyActivityProvider>
  );
}

function NoMatch({ filter, q, ...params }: ListParams) {
  const { sort: _, cursor: __, ...others } = params;
  const isFiltered = Object.values(others).some((value) => value !== null);
  return (
    <div className="space-y-2 px-6 py-14 text-center">
      <p className="font-medium">{describeNoMatch(filter, q, isFiltered)}</p>
      <p className="text-ink-muted">
        {q
          ? say`Search by words of a label, owner or tag, who created the key, a key ID, or the last four characters of a key.`
          : say`Revoked keys stay listed under “Revoked”.`}
      </p>
    </div>
  );
}

function describeNoMatch(filter: ListParams['filter'], q: string, isFiltered: boolean): string {
  if (q) return say`No key matches “${q}”`;
  if (isFiltered) return say`No key matches these filters`;
  return filter === 'all' ? say`No keys` : say`No ${filter} keys`;
}
