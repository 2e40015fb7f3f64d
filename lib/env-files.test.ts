import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { env, overrideEnv, readEnv } from '@/lib/env';

const SECRET = 'a secret from a file, of no use elsewhere';
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'keydesk-secrets-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(content: string): Promise<string> {
  const file = path.join(folder, 'secret');
  await writeFile(file, content);
  return file;
}

it('reads any setting from a file, without the line break at its end', async () => {
  expect(readEnv({ APP_SECRET_FILE: await write(`${SECRET}\n`) }).APP_SECRET).toBe(SECRET);
  expect(readEnv({ PORT_FILE: await write('4000\n') }).PORT).toBe(4000);
  expect(readEnv({ APP_SECRET_FILE: '', APP_SECRET: SECRET }).APP_SECRET).toBe(SECRET);
});

it('counts a setting in a file as set', async () => {
  const DATABASE_URL = 'postgresql://db.example/keydesk';
  expect(readEnv({ DATABASE_URL, APP_SECRET_FILE: await write(SECRET) }).DATABASE_URL).toBe(DATABASE_URL);
});

it.each([
  ['a file that is not there', undefined, /^APP_SECRET_FILE must be .+ENOENT.+\.$/],
  ['an empty file', ' \n', /^APP_SECRET_FILE must be .+it is empty\.$/],
  ['a value that is wrong', 'hunter2', /^APP_SECRET must be at least 32 characters long\.$/],
])('refuses %s, and does not repeat its value', async (_, content, sentence) => {
  const APP_SECRET_FILE = content === undefined ? path.join(folder, 'none') : await write(content);
  expect(() => readEnv({ APP_SECRET_FILE })).toThrow(sentence);
});

it('refuses a setting and its file together', async () => {
  const APP_SECRET_FILE = await write(SECRET);
  expect(() => readEnv({ APP_SECRET: SECRET, APP_SECRET_FILE })).toThrow(
    'APP_SECRET and APP_SECRET_FILE must not be set together.',
  );
});

it('lets what the start has found replace the file', async () => {
  process.env.SECURITY_CONTACT_FILE = await write('mailto:a@b.example');
  overrideEnv({});
  expect(env().SECURITY_CONTACT).toBe('mailto:a@b.example');
  overrideEnv({ SECURITY_CONTACT: 'mailto:c@d.example' });
  expect(env().SECURITY_CONTACT).toBe('mailto:c@d.example');
  // A child that loads the same env file keeps an empty variable, and would replace a missing one.
  expect(process.env.SECURITY_CONTACT_FILE).toBe('');
});
