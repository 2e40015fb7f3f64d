import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeStaff } from '@/lib/domain/authorize';
import { ok, type Result } from '@/lib/errors';

/** The next step that a staff member must finish before they can work. Refuses with FORBIDDEN. */
export async function readOnboarding(actor: Actor): Promise<Result<{ next: 'password' | 'second factor' }>> {
  const authorized = authorizeStaff(actor, 'staff/read-onboarding');
  if (!authorized.ok) return authorized;
  const { passwordEndsAt } = await db().user.findUniqueOrThrow({
    where: { id: authorized.value.userId },
    select: { passwordEndsAt: true },
  });
  return ok({ next: passwordEndsAt ? 'password' : 'second factor' });
}
