import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { randomBase62 } from '@/lib/base62';
import { generateSecret } from '@/lib/domain/key-secrets/secret';
import { generateSigningSecret } from '@/lib/domain/key-secrets/signing-secret';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';

// Each test starts a process, which can be slow on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** Checks a file with this content with the rules of `npm run check`. */
async function scan(content: string): Promise<{ code: number | null; output: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'keydesk-secrets-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = path.join(folder, 'settings.txt');
  await writeFile(file, content);
  const args = ['node_modules/.bin/secretlint', '--secretlintrc', '.secretlintrc.json', file];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { code: status, output: stdout + stderr };
}

it.each([
  ['the shortest API key', generateSecret(keydesk.keys, 'live', keydesk.keys.length.min)],
  ['a sandbox key', generateSecret(keydesk.keys, 'sandbox', keydesk.keys.length.preset)],
  ['a signing secret', generateSigningSecret(keydesk.keys)],
  ['a webhook secret', `whsec_${Buffer.alloc(24, 7).toString('base64')}`],
  ['the password of a database', `postgresql://keydesk:${randomBase62(20)}@db.example:5432/keydesk`],
])('finds %s in a file, and does not print it', async (_name, secret) => {
  const { code, output } = await scan(`value=${secret}\n`);
  expect(code, output).toBe(1);
  expect(output).not.toContain(secret);
});

it('accepts masked keys and placeholders', async () => {
  expect(await scan('kd_live_****o5p6 whsec_... $KEYDESK_API_KEY\n')).toEqual({ code: 0, output: '' });
});
