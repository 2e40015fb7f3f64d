import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PROFILES } from '@/lib/profiles/current';

/** Where a provider may be named: its own folder, the list of profiles, documentation, dependencies, migrations and tests. */
const MAY_NAME = [
  /^lib\/profiles\/current\.ts$/,
  /^lib\/profile-ids\.ts$/,
  /^docs\//,
  /^package\.json$/,
  /^[A-Z]+\.md$/,
  /^prisma\/migrations\//,
  /\.(test|spec)\.tsx?$/,
];

/** Keydesk is also the name of the product. */
const OTHERS = Object.values(PROFILES).filter(({ id }) => id !== 'keydesk');

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /\.(tsx?|mjs|js|css|json|prisma|md)$/.test(file) && file !== 'package-lock.json');

it.each(OTHERS)('nothing outside its folder names $id', ({ id, name }) => {
  const names = [id, name].map((text) => text.toLowerCase());
  const naming = files.filter((file) => {
    if (file.startsWith(`lib/profiles/${id}/`) || MAY_NAME.some((pattern) => pattern.test(file)))
      return false;
    const text = readFileSync(file, 'utf8').toLowerCase();
    return names.some((each) => text.includes(each));
  });
  expect(naming).toEqual([]);
});

it('nothing asks which provider it serves', () => {
  const asking = files.filter((file) => {
    if (MAY_NAME.some((pattern) => pattern.test(file)) || !/\.tsx?$/.test(file)) return false;
    return /profile\.id\s*[!=]==/.test(readFileSync(file, 'utf8'));
  });
  expect(asking).toEqual([]);
});
