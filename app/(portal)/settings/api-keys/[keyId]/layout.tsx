import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { loadKey } from '@/app/(portal)/settings/api-keys/[keyId]/load-key';

interface KeyLayoutProps {
  params: Promise<{ keyId: string }>;
  children: ReactNode;
}

/** Responds with 404 before the loading state is sent. After that, the status can't change any more. */
export default async function KeyLayout({ params, children }: KeyLayoutProps) {
  const key = await loadKey((await params).keyId);
  if (!key.ok) notFound();
  return children;
}
