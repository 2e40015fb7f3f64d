import { DECISIONS, type Decision } from '@/lib/domain/permissions';

const INTRODUCTION = `# Who may do what

Generated from the table in [lib/domain/permissions.ts](../lib/domain/permissions.ts), which every verb and every page
uses. \`npm run permissions\` updates it, and a test fails while it is out of date. What is not named is refused.

In an impersonation session a support agent acts as a member of a workspace, within that member's role. While
**viewing** they change nothing. **Acting** needs the customer's approval and allows what the table says. Support can
never change secrets, email, passwords, second factors, roles, money or support access.
`;

const HEAD = [
  '',
  'Members',
  'Users without a workspace',
  'Support viewing',
  'Support acting',
  'Staff',
  'API keys',
  'Keydesk and guests',
];
const YES = '✓';

function membersCell(members: Decision['members']): string {
  if (!members) return '';
  if (!('live' in members)) return members.length === 4 ? 'all' : members.join(', ');
  return `sandbox: ${members.sandbox.join(', ')}; live: ${members.live.join(', ')}`;
}

function row([verb, decision]: [string, Decision]): string {
  const { members, users, support, staff, apiKeys, system } = decision;
  const cells = [
    `\`${verb}\``,
    membersCell(members),
    users ? YES : '',
    support === 'view' ? YES : '',
    support ? YES : '',
    staff?.length === 3 ? 'all' : (staff?.join(', ') ?? ''),
    apiKeys ? YES : '',
    system ? YES : '',
  ];
  return `| ${cells.join(' | ')} |`;
}

/** docs/permissions.md. */
export function permissionsPage(): string {
  const head = [`| ${HEAD.join(' | ')} |`, `| ${HEAD.map(() => '---').join(' | ')} |`];
  return `${INTRODUCTION}\n${[...head, ...Object.entries(DECISIONS).map(row)].join('\n')}\n`;
}
