import { beforeEach, expect, it } from 'vitest';
import { fingerprintOf } from '@/lib/app-secret';
import { db } from '@/lib/db/client';
import { bindToProfile } from '@/lib/db/profile';
import { appSecret } from '@/lib/env';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

const url = process.env.DATABASE_URL ?? '';

beforeEach(async () => {
  await db().installation.deleteMany();
  await db().installation.create({ data: { secretFingerprint: fingerprintOf(appSecret()) } });
});

const recorded = async () => (await db().installation.findMany()).map(({ profile }) => profile);

it('records the profile of the first start', async () => {
  await bindToProfile(url, 'keydesk');
  expect(await recorded()).toEqual(['keydesk']);
  await expect(bindToProfile(url, 'keydesk')).resolves.toBeUndefined();
});

it('refuses another profile with one sentence', async () => {
  await bindToProfile(url, 'keydesk');
  await expect(bindToProfile(url, 'acme')).rejects.toThrow(
    /^PROFILE is acme, but this database serves the profile keydesk: set PROFILE to keydesk, or .+ for acme\.$/,
  );
  expect(await recorded()).toEqual(['keydesk']);
});

it('binds a new database to only one of two profiles', async () => {
  const starts = await Promise.allSettled([bindToProfile(url, 'keydesk'), bindToProfile(url, 'acme')]);
  expect(starts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

it('binds a database with keys but without a recorded profile to keydesk', async () => {
  await makeKey(await makeMember());
  await expect(bindToProfile(url, 'acme')).rejects.toThrow('this database serves the profile keydesk');
  expect(await recorded()).toEqual(['keydesk']);
});
