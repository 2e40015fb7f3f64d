import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { loadEndpoint } from '@/app/(portal)/settings/webhooks/[endpointId]/load-endpoint';

interface EndpointLayoutProps {
  params: Promise<{ endpointId: string }>;
  children: ReactNode;
}

/** Responds with 404 before the loading state is sent. After that, the status can't change any more. */
export default async function EndpointLayout({ params, children }: EndpointLayoutProps) {
  const endpoint = await loadEndpoint((await params).endpointId);
  if (!endpoint.ok) notFound();
  return children;
}
