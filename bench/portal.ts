import { DAY, now } from '@/lib/clock';
import { disconnect } from '@/lib/db/client';
import { overrideEnv } from '@/lib/env';
import { makeSessionCookie } from '@/lib/testing/factories/session-cookie';
import { type BusyWorkspace, makeBusyWorkspace } from './busy-workspace';
import { startBenchCluster } from './database';
import { measurePage, type PageTimes } from './page-times';
import { APP_SECRET } from './secret';
import { PRODUCT, startServer } from './server';

export const KEYS = 10_000;
const PORT = 4231;

export interface PageFigure extends PageTimes {
  page: string;
}

const daysAgo = (days: number) => new Date(now().getTime() - days * DAY).toISOString().slice(0, 10);

/** Every page of the portal with its filters, each alone and combined. */
function addressesOf({ keyId, messageId, requestId, recipient }: BusyWorkspace): Record<string, string> {
  const messages = (filter: Record<string, string>) =>
    `/messages?${new URLSearchParams({ environment: 'sandbox', ...filter })}`;
  const days = { from: daysAgo(200), to: daysAgo(190) };
  return {
    Overview: '/',
    'API keys': '/settings/api-keys',
    'API keys, search': '/settings/api-keys?q=production',
    'API keys, search without a match': '/settings/api-keys?q=nothing',
    'API keys, all': '/settings/api-keys?filter=all',
    'One key': `/settings/api-keys/${keyId}`,
    Messages: messages({}),
    'Messages, status': messages({ status: 'expired' }),
    'Messages, status without a match': messages({ status: 'canceled' }),
    'Messages, key': messages({ key: keyId }),
    'Messages, key and status': messages({ key: keyId, status: 'expired' }),
    'Messages, recipient': messages({ recipient }),
    'Messages, request': messages({ request: requestId }),
    'Messages, days': messages(days),
    'Messages, days and status': messages({ ...days, status: 'undelivered' }),
    'Messages, days, key and status': messages({ ...days, key: keyId, status: 'undelivered' }),
    'Messages, everything': messages({
      ...days,
      key: keyId,
      status: 'undelivered',
      recipient,
      request: requestId,
    }),
    'One message': `/messages/${messageId}`,
    'Test message': '/messages/test',
    'Keys of the picker': '/settings/api-keys/matching?search=server',
    Usage: '/usage',
    'Usage, a year': '/usage?days=365',
    Balance: '/balance?environment=sandbox',
    'Balance, credits': '/balance?environment=sandbox&kind=credit',
    'Balance, refunds (none)': '/balance?environment=sandbox&kind=refund',
    'Balance, days': `/balance?environment=sandbox&from=${days.from}&to=${days.to}`,
    'Balance, days and credits': `/balance?environment=sandbox&kind=credit&from=${days.from}&to=${days.to}`,
    Prices: '/balance/prices',
    Members: '/settings/members',
    'Members, search': '/settings/members?q=member7',
    'Members, role': '/settings/members?role=owner',
    'Members, search and role': '/settings/members?q=member&role=admin',
    Webhooks: '/settings/webhooks',
    'Audit log': '/settings/audit-log',
    'Audit log, everything': '/settings/audit-log?what=all',
    Security: '/settings/security',
    'Support access': '/settings/support-access',
    Account: '/account',
  };
}

/** Until the first and the last byte of a file, in milliseconds, and its size. */
export interface ExportFigure {
  first: number;
  last: number;
  bytes: number;
}

async function measureExport(url: string, cookie: string, origin: string): Promise<ExportFigure> {
  const began = performance.now();
  const answer = await fetch(url, { headers: { cookie, 'sec-fetch-site': 'same-origin', origin } });
  if (!answer.ok || !answer.body) throw new Error(`${url} answered ${answer.status}.`);
  let first: number | undefined;
  let bytes = 0;
  for await (const part of answer.body) {
    first ??= performance.now() - began;
    bytes += part.byteLength;
  }
  return { first: first ?? 0, last: performance.now() - began, bytes };
}

/** Measures the pages of the portal in a workspace with many keys, members and messages, as the production build serves them. */
export async function measurePortal(
  report: (figure: PageFigure) => void,
  reportExport: (figure: ExportFigure) => void,
): Promise<void> {
  overrideEnv({ APP_SECRET, LOG_LEVEL: 'warn' });
  const cluster = await startBenchCluster();
  const { url } = await cluster.addDatabase('portal', KEYS);
  const busy = await makeBusyWorkspace(url);
  overrideEnv({ DATABASE_URL: url });
  const server = await startServer(PRODUCT, PORT, {
    ...{ APP_SECRET, LOG_LEVEL: 'warn', DATABASE_URL: url, ROLE: 'portal' },
  });
  try {
    const { name, value } = await makeSessionCookie(busy.owner);
    const cookie = `${name}=${value}`;
    for (const [page, path] of Object.entries(addressesOf(busy))) {
      report({ page, ...(await measurePage(`${server.url}${path}`, cookie)) });
    }
    const file = `${server.url}/messages/export?environment=sandbox&from=${daysAgo(30)}`;
    reportExport(await measureExport(file, cookie, server.url));
  } finally {
    await disconnect();
    await server.stop();
    await cluster.stop();
  }
}
