import Link from 'next/link';
import { LinkProgress } from '@/components/link-progress';
import { LocalDate } from '@/components/local-date';
import { Section } from '@/components/section';
import { buttonClass } from '@/components/ui/button';
import type { WorkspaceActor } from '@/lib/domain/actor';
import { readSecondFactor } from '@/lib/domain/second-factor/read';

/** Whether the member has two-step verification, with a link to the page where it is set up. */
export async function SecondFactorLink({ actor }: { actor: WorkspaceActor }) {
  const read = await readSecondFactor(actor);
  if (!read.ok) return null;
  const { confirmedAt, passkeys } = read.value;
  const on = confirmedAt !== null || passkeys > 0;
  return (
    <Section
      title="Two-step verification"
      lead="Ask for a code from your authenticator app, or for a passkey, when you sign in."
    >
      <div className="flex flex-wrap items-center justify-between gap-3 px-4 pt-4 pb-4 sm:px-5">
        <p>
          {confirmedAt ? (
            <span>
              On since <LocalDate date={confirmedAt} />.
            </span>
          ) : (
            <span>{on ? 'On with your passkeys.' : 'Off.'}</span>
          )}
        </p>
        <Link
          prefetch={false}
          href="/settings/security"
          className={buttonClass({ className: 'relative overflow-hidden' })}
        >
          <span>{on ? 'Manage two-step verification' : 'Set up two-step verification'}</span>
          <LinkProgress />
        </Link>
      </div>
    </Section>
  );
}
