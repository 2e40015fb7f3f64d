import {
  BookOpen,
  Building2,
  ChartColumn,
  Headset,
  KeyRound,
  LayoutDashboard,
  MessageSquareText,
  ScrollText,
  ShieldCheck,
  UserRound,
  Users,
  Wallet,
  Webhook,
} from 'lucide-react';
import { NavLink } from '@/app/(portal)/_components/nav-link';
import { navigationSections } from '@/app/(portal)/_components/navigation-sections';
import type { Words } from '@/lib/profiles/words';

const ICONS = {
  overview: LayoutDashboard,
  keys: KeyRound,
  messages: MessageSquareText,
  webhooks: Webhook,
  reference: BookOpen,
  usage: ChartColumn,
  workspace: Building2,
  members: Users,
  security: ShieldCheck,
  support: Headset,
  audit: ScrollText,
  account: UserRound,
  balance: Wallet,
};

interface NavigationProps {
  words: Words;
  /** Whether the viewer may read the audit log. */
  hasAuditLog: boolean;
}

/** The pages of the portal by section: a row on a phone, a column on a wide screen. */
export function Navigation({ words, hasAuditLog }: NavigationProps) {
  return (
    <nav
      aria-label="Main"
      className="col-span-2 row-start-2 -mx-2 mt-1.5 flex gap-1 overflow-x-auto lg:mx-0 lg:mt-0 lg:block lg:flex-1 lg:space-y-5"
    >
      {navigationSections(words, hasAuditLog).map(([section, pages], index) => (
        <div key={section}>
          <p
            id={`navigation-${index}`}
            className="hidden px-2 pb-1.5 font-medium text-ink-muted text-xs lg:block"
          >
            {section}
          </p>
          <ul aria-labelledby={`navigation-${index}`} className="flex gap-1 lg:flex-col">
            {pages.map(({ href, icon, name }) => {
              const Icon = ICONS[icon];
              return (
                <li key={href}>
                  <NavLink href={href}>
                    <Icon aria-hidden />
                    <span>{name}</span>
                  </NavLink>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </nav>
  );
}
