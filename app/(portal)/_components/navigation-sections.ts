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

/**
 * The pages of the portal by section: what happens in the workspace, what developers need, and settings. The provider names the
 * section for developers, which can be the settings.
 */
export function navigationSections(
  { section, page, webhooks, onePage }: Words,
  hasAuditLog: boolean,
): [section: string, pages: NavigationPage[]][] {
  const activity = 'Activity';
  const settings = 'Settings';
  const pages: NavigationPage[] = [
    { section: activity, href: '/', icon: 'overview', name: 'Overview' },
    { section: activity, href: '/messages', icon: 'messages', name: 'Messages' },
    { section: activity, href: '/usage', icon: 'usage', name: 'Usage' },
    { section: activity, href: '/balance', icon: 'balance', name: 'Balance' },
    { section, href: '/settings/api-keys', icon: 'keys', name: page },
  ];
  if (!onePage) pages.push({ section, href: '/settings/webhooks', icon: 'webhooks', name: webhooks });
  pages.push(
    { section, href: '/docs', icon: 'reference', name: 'API reference' },
    { section: settings, href: '/settings/workspace', icon: 'workspace', name: 'Workspace' },
    { section: settings, href: '/settings/members', icon: 'members', name: 'Members' },
    { section: settings, href: '/settings/security', icon: 'security', name: 'Security' },
    { section: settings, href: '/settings/support-access', icon: 'support', name: 'Support access' },
  );
  if (hasAuditLog) {
    pages.push({ section: settings, href: '/settings/audit-log', icon: 'audit', name: 'Audit log' });
  }
  pages.push({ section: settings, href: '/account', icon: 'account', name: 'Account' });
  return [...Map.groupBy(pages, (one) => one.section)];
}
