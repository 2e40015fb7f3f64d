import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { fingerprintOf, makeSecret, readSecret, secretFile } from '@/lib/app-secret';
import { readEnv } from '@/lib/env';

const SECRET = 'a secret of this test, and of nothing else';

async function dataDir(content?: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'keydesk-secret-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  if (content !== undefined) await writeFile(secretFile(folder), content);
  return folder;
}

it.each([
  ['nothing', SECRET],
  ['a newline', `${SECRET}\n`],
  ['a Windows newline', `${SECRET}\r\n`],
  ['white space', ` \t${SECRET}\n\n`],
  ['a byte order mark', `\uFEFF${SECRET}`],
])('is the same with %s around it, in the file and in the variable', async (_, written) => {
  expect(await readSecret(await dataDir(written))).toBe(SECRET);
  expect(readEnv({ APP_SECRET: written }).APP_SECRET).toBe(SECRET);
});

it.each([
  ['is empty', ''],
  ['is empty', ' \n'],
  ['holds fewer than 32 characters', 'hunter2'],
  ['holds fewer than 32 characters', `hunter2${' '.repeat(40)}`],
])('is refused when the file %s', async (fault, content) => {
  const folder = await dataDir(content);
  const refused = readSecret(folder);
  await expect(refused).rejects.toThrow(
    new RegExp(`^The file ${secretFile(folder)} ${fault}: restore [^\\n]+\\.$`),
  );
  await expect(refused).rejects.not.toThrow(/DATABASE_URL|hunter2/);
});

it('reports a file that cannot be read', async () => {
  const folder = await dataDir();
  await mkdir(secretFile(folder));
  await expect(readSecret(folder)).rejects.toThrow(
    `The file ${secretFile(folder)}, which holds the secret, cannot be read`,
  );
});

it('reports a file that cannot be written', async () => {
  const folder = await dataDir();
  await writeFile(path.join(folder, 'file'), '');
  await expect(makeSecret(path.join(folder, 'file'))).rejects.toThrow(
    /^The secret cannot be kept in .+app-secret: /,
  );
});

it('is created once by two starts at once, readable only for this user', async () => {
  const folder = await dataDir();
  expect(await readSecret(folder)).toBeUndefined();
  const [one, other] = await Promise.all([makeSecret(folder), makeSecret(folder)]);
  expect(one).toBe(other);
  expect(await readSecret(folder)).toBe(one);
  expect((await stat(secretFile(folder))).mode & 0o777).toBe(0o600);
});

it('has a fingerprint that identifies it', () => {
  expect(fingerprintOf(SECRET)).toEqual(fingerprintOf(SECRET));
  expect(fingerprintOf(SECRET)).not.toEqual(fingerprintOf(`${SECRET}.`));
  expect(fingerprintOf(SECRET).toString('latin1')).not.toContain(SECRET.slice(0, 8));
});
