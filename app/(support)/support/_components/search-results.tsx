import Link from 'next/link';
import { distinctNames } from '@/components/distinct-names';
import { EnvironmentBadge } from '@/components/environment-badge';
import { LinkProgress } from '@/components/link-progress';
import { LocalDate } from '@/components/local-date';
import { ROLE_NAMES } from '@/components/role-names';
import { StatusBadge } from '@/components/status-badge';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import type {
  FoundKey,
  FoundMember,
  FoundRefusal,
  SearchResults as Results,
  SearchHit,
} from '@/lib/domain/support/search';
import { say } from '@/lib/say';

function Member({ member: { name, email, role } }: { member: FoundMember }) {
  return (
    <p className="wrap-anywhere text-[0.8125rem] text-ink-muted">
      Member <span className="text-ink">{name}</span> <span>{`· ${email} · ${ROLE_NAMES[role]}`}</span>
    </p>
  );
}

function Key({ apiKey }: { apiKey: FoundKey }) {
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-[0.8125rem] text-ink-muted">
      <span className="wrap-anywhere">
        <span>{say`Key `}</span>
        <span className="text-ink">{apiKey.label}</span>
      </span>
      <span className="font-mono">{apiKey.maskedSecret}</span>
      <EnvironmentBadge environment={apiKey.environment} />
      <StatusBadge status={apiKey.status} />
      {apiKey.replaced && <Badge>Replaced secret</Badge>}
    </p>
  );
}

function Refusal({ refusal: { code, requestId, at, advice } }: { refusal: FoundRefusal }) {
  return (
    <div className="space-y-1 text-[0.8125rem]">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-ink-muted">
        <Badge tone="warning" className="font-mono">
          {code}
        </Badge>
        <LocalDate date={at} withTime />
        <span className="font-mono text-xs">{requestId}</span>
      </p>
      <p className="max-w-prose">{advice}</p>
    </div>
  );
}

function Hit({
  hit: { workspace, member, key, refusal },
  name,
}: {
  hit: SearchHit;
  name: string | undefined;
}) {
  return (
    <li className="relative space-y-1 px-4 py-3 hover:bg-hover sm:px-5">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {/* Opening a customer is audited, so no link is prefetched. */}
        <Link
          href={`/support/workspaces/${workspace.id}${member ? `?member=${member.userId}` : ''}`}
          prefetch={false}
          aria-label={name}
          className="wrap-anywhere font-medium after:absolute after:inset-0"
        >
          <span>{workspace.name}</span>
          <LinkProgress />
        </Link>
        {workspace.suspendedAt && <Badge tone="danger">Suspended</Badge>}
        {workspace.closedAt && <Badge>Closed</Badge>}
        <span className="font-mono text-ink-muted text-xs">{workspace.id}</span>
      </p>
      {member && <Member member={member} />}
      {key && <Key apiKey={key} />}
      {refusal && <Refusal refusal={refusal} />}
    </li>
  );
}

function countOf({ hits, more }: Results): string {
  if (hits.length === 0) return 'No results';
  const found = hits.length === 1 ? '1 result' : `${hits.length} results`;
  return more ? `First ${found}. Add a word to narrow the search.` : found;
}

function idOf({ workspace, member, key }: SearchHit): string {
  return [workspace.id, member?.userId, key?.id, key?.maskedSecret].filter(Boolean).join(' ');
}

/** The workspace, and the member or key that matched. */
function nameOf({ workspace, member, key }: SearchHit): string {
  return [workspace.name, member?.email, key && say`key ${key.label}`].filter(Boolean).join(', ');
}

/** The customers that were found, with the member or key that matched. */
export function SearchResults({ results }: { results: Results }) {
  const names = distinctNames(results.hits.map((hit) => ({ id: idOf(hit), name: nameOf(hit) })));
  return (
    <section aria-label="Results" className="space-y-3">
      <p role="status" className="text-ink-muted">
        {countOf(results)}
      </p>
      {results.isRequestId && results.hits.length === 0 && (
        <p className="text-ink-muted">
          Not every rejected call is stored by itself. The page of a customer shows the causes of all of them.
        </p>
      )}
      {results.hits.length > 0 && (
        <Card className="overflow-hidden">
          <ul className="divide-y">
            {results.hits.map((hit) => (
              <Hit key={idOf(hit)} hit={hit} name={names.get(idOf(hit))} />
            ))}
          </ul>
        </Card>
      )}
    </section>
  );
}
