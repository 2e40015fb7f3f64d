import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Changes } from '@/app/(portal)/settings/support-access/[sessionId]/_components/changes';
import { ImpersonationFacts } from '@/app/(portal)/settings/support-access/[sessionId]/_components/impersonation-facts';
import { Requests } from '@/app/(portal)/settings/support-access/[sessionId]/_components/requests';
import { Breadcrumb } from '@/components/breadcrumb';
import { Section } from '@/components/section';
import { requireActor } from '@/lib/auth/actor';
import { nameAgent } from '@/lib/domain/agent-name';
import { readImpersonation } from '@/lib/domain/impersonation/read';

export const metadata: Metadata = { title: 'Support session' };

interface ImpersonationPageProps {
  params: Promise<{ sessionId: string }>;
  searchParams: Promise<{ pages?: string | string[] }>;
}

export default async function ImpersonationPage({ params, searchParams }: ImpersonationPageProps) {
  const actor = await requireActor();
  const { sessionId: impersonationId } = await params;
  const { pages } = await searchParams;
  const cursor = typeof pages === 'string' ? pages : undefined;
  const read = await readImpersonation(actor, { impersonationId, cursor });
  if (!read.ok) notFound();
  const impersonation = read.value;
  return (
    <div className="max-w-3xl space-y-5">
      <Breadcrumb
        href="/settings/support-access"
        parent="Support access"
        current={`Support session of ${impersonation.agent.name}`}
      />
      <h1 className="wrap-anywhere font-semibold text-xl leading-8 tracking-tight">
        {`Support session of ${nameAgent(impersonation.agent)}`}
      </h1>
      <Section title="Reason and duration">
        <ImpersonationFacts impersonation={impersonation} />
      </Section>
      <Section title="Changes" lead="What the agent changed, newest first.">
        <Changes impersonation={impersonation} />
      </Section>
      <Section
        title="Pages"
        lead="Pages that the agent opened, oldest first, and other requests with their permission."
      >
        <Requests impersonation={impersonation} isLater={cursor !== undefined} />
      </Section>
    </div>
  );
}
