import { ConsoleNav } from '@/app/(support)/support/_components/console-nav';
import { signOutAction } from '@/app/actions';
import { Brand } from '@/components/brand';
import { Badge } from '@/components/ui/badge';
import { UserMenu } from '@/components/user-menu/user-menu';
import { controlOf } from '@/lib/domain/permissions';
import type { SignedInStaff } from '@/lib/domain/sessions/resolve';

const ROLE_NAMES = { support: 'Support', lead: 'Support lead', operator: 'Operator' };

/** The console's navigation and the signed-in person's menu. */
export function ConsoleHeader({ staff: { actor, person } }: { staff: SignedInStaff }) {
  const role = [ROLE_NAMES[actor.role], person.team].filter(Boolean).join(' · ');
  return (
    <header className="sticky top-0 z-20 border-b bg-surface">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-4 px-4 pt-2 sm:flex-nowrap sm:px-6 sm:pt-0">
        <span className="flex items-center gap-2.5">
          <Brand />
          <Badge tone="accent">Support</Badge>
        </span>
        <div className="order-last basis-full sm:order-none sm:basis-auto">
          <ConsoleNav listsSessions={controlOf(actor, 'impersonation/list-open').shown} />
        </div>
        <span className="ml-auto flex sm:py-1.5">
          <UserMenu name={person.name} email={person.email} role={role} signOut={signOutAction} />
        </span>
      </div>
    </header>
  );
}
