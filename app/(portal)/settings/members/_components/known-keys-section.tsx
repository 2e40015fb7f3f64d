import Link from 'next/link';
import { membersHref } from '@/app/(portal)/settings/members/search-params';
import { EnvironmentBadge } from '@/components/environment-badge';
import { Pager } from '@/components/pager';
import { Section } from '@/components/section';
import type { WorkspaceActor } from '@/lib/domain/actor';
import { listKnownKeys } from '@/lib/domain/members/known-keys';
import { say } from '@/lib/say';

interface KnownKeysSectionProps {
  actor: WorkspaceActor;
  /** The member or former member. */
  userId: string;
  cursor: string | null;
}

/** The keys that somebody can still use outside of Keydesk, with links to rotate them. */
export async function KnownKeysSection({ actor, userId, cursor }: KnownKeysSectionProps) {
  const known = await listKnownKeys(actor, { userId, limit: '50', cursor: cursor ?? undefined });
  if (!known.ok) return null;
  const { name, total, keys, nextCursor } = known.value;
  const count = total === 1 ? say`1 key` : say`${total} keys`;
  return (
    <Section
      title={total === 0 ? say`${name} knows no key` : say`${count} that ${name} created or saw: rotate?`}
      lead={
        total === 0
          ? say`Nobody has to rotate a key because of them.`
          : say`They may have kept the secret. A key leaves this list when somebody else revokes it, or rotates it and the old secret ends.`
      }
    >
      <ul className="mt-3 divide-y border-t">
        {keys.map(({ id, label, environment }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 sm:px-5">
            <Link
              href={`/settings/api-keys/${id}`}
              prefetch={false}
              className="wrap-anywhere font-medium underline-offset-4 hover:underline"
            >
              {label}
            </Link>
            <EnvironmentBadge environment={environment} />
          </li>
        ))}
      </ul>
      {(cursor || nextCursor) && (
        <Pager
          label={say`Pages of keys to rotate`}
          newest={cursor && membersHref({ keysOf: userId })}
          older={nextCursor && membersHref({ keysOf: userId, keysCursor: nextCursor })}
          names={{ newest: 'First', older: 'Next' }}
          inPlace
          className="justify-end border-t px-4 py-3 sm:px-5"
        />
      )}
    </Section>
  );
}
