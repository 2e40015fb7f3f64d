import type { IncomingMessage, ServerResponse } from 'node:http';
import { DAY, now } from '@/lib/clock';
import { appUrl } from '@/lib/env';

/** Where researchers look for a contact (RFC 9116). */
export const SECURITY_TXT_PATH = '/.well-known/security.txt';

/** RFC 9116 recommends less than a year. After this time, readers fetch the file again. */
const VALID_FOR = 90 * DAY;

/**
 * Answers a request for security.txt (RFC 9116).
 * @param contact a mailto:, https: or tel: URI
 */
export function answerSecurityTxt(req: IncomingMessage, res: ServerResponse, contact: string): void {
  if (req.method !== 'GET' && req.method !== 'HEAD') {
    res.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  const fields = [
    `Contact: ${contact}`,
    `Expires: ${new Date(now().getTime() + VALID_FOR).toISOString()}`,
    'Preferred-Languages: en',
    `Canonical: ${appUrl()}${SECURITY_TXT_PATH}`,
  ];
  res.writeHead(200, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'public, max-age=86400',
  });
  res.end(`${fields.join('\n')}\n`);
}
