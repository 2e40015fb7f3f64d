import type { Metadata } from 'next';
import { CloseSection } from '@/app/(portal)/settings/workspace/_components/close-section';
import { FactsSection } from '@/app/(portal)/settings/workspace/_components/facts-section';
import { NameForm } from '@/app/(portal)/settings/workspace/_components/late-forms';
import { Section } from '@/components/section';
import { Alert } from '@/components/ui/alert';
import { requireActor } from '@/lib/auth/actor';
import { controlOf } from '@/lib/domain/permissions';
import { readWorkspaceSettings } from '@/lib/domain/workspaces/settings';

export const metadata: Metadata = { title: 'Workspace' };

export default async function WorkspacePage() {
  const actor = await requireActor();
  const settings = await readWorkspaceSettings(actor);
  if (!settings.ok) return <Alert tone="danger">{settings.refusal.message}</Alert>;
  const rename = controlOf(actor, 'workspaces/rename');
  const close = controlOf(actor, 'workspace-closing/close');
  return (
    <div className="max-w-3xl space-y-5">
      <div className="space-y-1">
        <h1 className="font-semibold text-xl leading-8 tracking-tight">Workspace</h1>
        <p className="text-ink-muted">The name and the facts of this workspace.</p>
      </div>
      {!rename.shown && (
        <Alert>You can see the workspace’s settings. Only an owner or admin can change them.</Alert>
      )}
      <Section title="Name" lead="Members see it, and so do support and the API.">
        <NameForm name={settings.value.name} control={rename} />
      </Section>
      <FactsSection settings={settings.value} />
      {close.shown && (
        <CloseSection workspaceId={actor.workspaceId} name={settings.value.name} control={close} />
      )}
    </div>
  );
}
