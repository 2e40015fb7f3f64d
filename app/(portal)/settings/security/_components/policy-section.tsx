import { PolicyForm } from '@/app/(portal)/settings/security/_components/late-forms';
import { Section } from '@/components/section';
import type { WorkspaceActor } from '@/lib/domain/actor';
import { controlOf } from '@/lib/domain/permissions';
import { readSecondFactorPolicy } from '@/lib/domain/second-factor-policy/read';
import { say } from '@/lib/say';

/** Whether every member of the workspace needs a second factor. */
export async function PolicySection({ actor }: { actor: WorkspaceActor }) {
  const read = await readSecondFactorPolicy(actor);
  if (!read.ok) return null;
  return (
    <Section
      title="Two-step verification of every member"
      lead={say`Members who have not set it up in time can’t open the workspace until they do. API keys keep working.`}
    >
      <PolicyForm policy={read.value} control={controlOf(actor, 'second-factor-policy/set')} />
    </Section>
  );
}
