import type { Metadata } from 'next';
import { AuthCard } from '@/app/(auth)/_components/auth-card';
import { TextLink } from '@/app/(auth)/_components/text-link';
import { CreateWorkspaceForm } from '@/app/(auth)/workspaces/new/create-workspace-form';
import { requireCustomer } from '@/lib/auth/actor';
import { say } from '@/lib/say';

export const metadata: Metadata = { title: 'Create a workspace' };

export default async function CreateWorkspacePage() {
  await requireCustomer();
  return (
    <AuthCard
      title="Create a workspace"
      lead={say`It has its own members, API keys and balance. You are its owner.`}
      footer={<TextLink href="/workspaces">Your workspaces</TextLink>}
    >
      <CreateWorkspaceForm />
    </AuthCard>
  );
}
