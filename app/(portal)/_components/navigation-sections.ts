import type { Words } from '@/lib/profiles/words';

interface NavigationPage {
  section: string;
  href: string;
  icon:
    | 'overview'
    | 'keys'
    | 'messages'
    | 'webhooks'
    | 'reference'
    | 'usage'
    | 'balance'
    | 'workspace'
    | 'members'
    | 'security'
    | 'support'
    | 'audit'
    | 'account';
  name: string;
}

/** The pages of the portal by section. The provider names the section for developers; the others are settings. */
export function navigationSections(
  { section, page, webhooks, onePage }: Words,
  hasAuditLog: boolean,
): [section: string, pages: NavigationPage[]][] {
  const settings = 'Settings';
  const pages: NavigationPage[] = [
    { section, href: '/', icon: 'overview', name: 'Overview' },
    { section, href: '/settings/api-keys', icon: 'keys', name: page },
  ];
  if (!onePage) pages.push({ section, href: '/settings/webhooks', icon: 'webhooks', name: webhooks });
  pages.push({ section, href: '/messages', icon: 'messages', name: 'Messages' });
  pages.push({ section, href: '/usage', icon: 'usage', name: 'Usage' });
  pages.push({ section: 'Billing', href: '/balance', icon: 'balance', name: 'Balance' });
  pages.push(
    { section: settings, href: '/settings/workspace', icon: 'workspace', name: 'Workspace' },
    { section: settings, href: '/settings/members', icon: 'members', name: 'Members' },
    { section: settings, href: '/settings/security', icon: 'security', name: 'Security' },
    { section: settings, href: '/settings/support-access', icon: 'support', name: 'Support access' },
  );
  if (hasAuditLog) {
    pages.push({ section: settings, href: '/settings/audit-log', icon: 'audit', name: 'Audit log' });
  }
  pages.push({ section: settings, href: '/account', icon: 'account', name: 'Account' });
  pages.push({ section, href: '/docs', icon: 'reference', name: 'API reference' });
  return [...Map.groupBy(pages, (one) => one.section)];
}
