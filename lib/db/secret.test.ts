import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { readSecret, secretFile } from '@/lib/app-secret';
import { db } from '@/lib/db/client';
import { isDatabaseReady } from '@/lib/db/readiness';
import { secretFor } from '@/lib/db/secret';
import { appSecret, overrideEnv, readEnv } from '@/lib/env';
import { makeMember } from '@/lib/testing/factories/members';

const SECRET = 'a secret of this test, and of nothing else';
const OTHER = 'another secret of this test, and of nothing else';

/** A start on the test's database: with APP_SECRET, or with what a data folder of its own keeps. */
async function start({ variable, file }: { variable?: string; file?: string }) {
  const folder = await mkdtemp(path.join(tmpdir(), 'keydesk-secret-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  if (file !== undefined) await writeFile(secretFile(folder), file);
  const env = readEnv({ NODE_ENV: 'test', DATA_DIR: folder, APP_SECRET: variable });
  return { folder, secret: secretFor(process.env.DATABASE_URL ?? '', env) };
}

const fingerprints = () => db().installation.findMany();

beforeEach(async () => {
  await db().installation.deleteMany();
  await db().user.deleteMany();
});

describe('the first start', () => {
  it('creates a secret for a new database, and binds the database to it', async () => {
    const { folder, secret } = await start({});
    expect(await secret).toBe(await readSecret(folder));
    await expect((await start({ variable: await secret })).secret).resolves.toBe(await secret);
  });

  it('binds a used database to the given secret', async () => {
    await makeMember();
    await expect((await start({ file: SECRET })).secret).resolves.toBe(SECRET);
    expect(await fingerprints()).toHaveLength(1);
  });

  it('creates no secret for a used database', async () => {
    await makeMember();
    const { folder, secret } = await start({});
    await expect(secret).rejects.toThrow(`The file ${secretFile(folder)} is missing`);
    expect(await readSecret(folder)).toBeUndefined();
    expect(await fingerprints()).toEqual([]);
  });

  it('of two processes with different secrets binds it to one of them', async () => {
    const starts = await Promise.all([start({ variable: SECRET }), start({ variable: OTHER })]);
    const outcomes = await Promise.allSettled(starts.map(({ secret }) => secret));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await fingerprints()).toHaveLength(1);
  });

  it('of two processes with the same secret succeeds in both', async () => {
    const starts = await Promise.all([start({ variable: SECRET }), start({ file: SECRET })]);
    expect(await Promise.all(starts.map(({ secret }) => secret))).toEqual([SECRET, SECRET]);
  });
});

describe('a later start', () => {
  beforeEach(async () => {
    await (await start({ variable: SECRET })).secret;
  });

  it.each([
    ['the variable', { variable: `${SECRET}\n` }],
    ['the file', { file: `${SECRET}\r\n` }],
    ['both, of which the variable counts', { variable: SECRET, file: OTHER }],
  ])('accepts the same secret from %s', async (_, given) => {
    await expect((await start(given)).secret).resolves.toBe(SECRET);
  });

  it.each([
    ['the variable', { variable: OTHER }, /^APP_SECRET is another secret than .+ before\.$/],
    ['the variable and a file', { variable: OTHER, file: SECRET }, /^APP_SECRET is .+ or unset it .+\.$/],
    ['the file', { file: OTHER }, /^The file \S+ holds another secret than .+ backup\.$/],
    ['no place', {}, /^The file \S+ is missing, and .+ or set APP_SECRET to that secret\.$/],
  ])('is refused with another secret from %s', async (_, given, sentence) => {
    const { secret } = await start(given);
    await expect(secret).rejects.toThrow(sentence);
    await expect(secret).rejects.not.toThrow(/a secret of this test|DATABASE_URL/);
  });
});

it('is not ready if its database is replaced by one of another secret', async () => {
  await (await start({ variable: appSecret() })).secret;
  await db().$queryRaw`SELECT 1`;
  expect(await isDatabaseReady()).toBe(true);
  const before = appSecret();
  overrideEnv({ APP_SECRET: OTHER });
  onTestFinished(() => overrideEnv({ APP_SECRET: before }));
  expect(await isDatabaseReady()).toBe(false);
});
