import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { MINUTE, now } from '@/lib/clock';
import { freePort } from '@/lib/db/embedded/free-port';
import { PROFILES } from '@/lib/profiles/current';
import { receiversOf, WEBHOOK_SECRET, WEBHOOK_URL } from '@/lib/profiles/snippets/webhook-receivers';
import { acme } from '@/lib/testing/requests/acme-profile';
import { canRun, PROGRAMS } from '@/lib/testing/requests/interpreters';

/** The profiles whose deliveries are signed differently. */
const { keydesk, '23telecom': telecom23, 'esms-africa': esmsAfrica, seven, hellio } = PROFILES;
const FORMATS = [keydesk, telecom23, esmsAfrica, seven, hellio, acme];

const EXTENSIONS = { curl: 'sh', javascript: 'mjs', python: 'py', php: 'php' };

describe.each(FORMATS)('a receiver of $name', ({ webhooks }) => {
  const { create } = webhooks.secret;

  it.for(receiversOf(webhooks.signature))(
    'in $language accepts genuine deliveries only',
    async ({ language, text }, { skip }) => {
      if (!canRun(language)) skip(`${PROGRAMS[language]} is not installed.`);
      const folder = await mkdtemp(path.join(tmpdir(), 'keydesk-receiver-'));
      onTestFinished(() => rm(folder, { recursive: true }));
      const file = path.join(folder, `receiver.${EXTENSIONS[language]}`);
      await writeFile(file, text);
      const port = await freePort();
      const secret = create();
      const url = `http://127.0.0.1:${port}/`;
      const args = language === 'php' ? ['-S', `127.0.0.1:${port}`, file] : [file];
      const { PATH, HOME, NODE_ENV } = process.env;
      const child = spawn(PROGRAMS[language], args, {
        env: { PATH, HOME, NODE_ENV, PORT: String(port), [WEBHOOK_SECRET]: secret, [WEBHOOK_URL]: url },
        stdio: 'ignore',
      });
      onTestFinished(() => {
        child.kill('SIGKILL');
      });

      const deliver = async ({ at = now(), body = '{"text":"ünïcode"}', secrets = [secret] }) => {
        const headers = webhooks.sign({
          id: 'evt_1',
          at,
          method: 'POST',
          url,
          body: '{"text":"ünïcode"}',
          secrets,
        });
        return (await fetch(url, { method: 'POST', headers, body })).status;
      };
      await vi.waitFor(() => deliver({}), { timeout: 15_000, interval: 100 });
      expect(await deliver({})).toBe(200);
      expect(await deliver({ body: '{"text":"other"}' })).toBe(401);
      expect(await deliver({ secrets: [create()] })).toBe(401);
      expect(await deliver({ secrets: [] })).toBe(401);
      if (webhooks.secret.overlapMs > 0) expect(await deliver({ secrets: [create(), secret] })).toBe(200);
      const old = await deliver({ at: new Date(now().getTime() - 6 * MINUTE) });
      expect(old).toBe(webhooks.signature.timestampHeader === null ? 200 : 401);
    },
  );
});
