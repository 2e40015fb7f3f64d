import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Endpoints } from '@/app/(portal)/settings/webhooks/_components/list/endpoints';
import { requireActor } from '@/lib/auth/actor';
import { currentProfile } from '@/lib/profiles/current';

export function generateMetadata(): Metadata {
  return { title: currentProfile().words.webhooks };
}

export default async function WebhooksPage() {
  const actor = await requireActor();
  if (currentProfile().words.onePage) redirect('/settings/api-keys#webhooks');
  return <Endpoints actor={actor} heading="h1" />;
}
