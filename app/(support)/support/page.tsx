import type { Metadata } from 'next';
import { Button } from '@/components/ui/button';
import { signOutAction } from '@/lib/actions/account';
import { requireStaff } from '@/lib/auth/staff';

export const metadata: Metadata = { title: 'Support' };

export default async function SupportPage() {
  const { person } = await requireStaff();
  return (
    <main className="mx-auto max-w-xl space-y-4 px-4 py-16">
      <h1 className="font-semibold text-xl">Support</h1>
      <p className="text-ink-muted">Hello {person.name}. The support console is not part of this version.</p>
      <form action={signOutAction}>
        <Button type="submit">Sign out</Button>
      </form>
    </main>
  );
}
