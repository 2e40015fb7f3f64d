import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { bundleOf, INPUTS } from './bundle.mjs';

/** The files that a bundle consists of. */
function sourcesOf(program: string): string[] {
  const map = `${bundleOf(program)}.map`;
  const { sources }: { sources: string[] } = JSON.parse(readFileSync(map, 'utf8'));
  return sources.map((source) => path.relative('.', path.resolve(path.dirname(map), source)));
}

const commands = readdirSync('cli').filter((name) => !name.endsWith('.test.ts'));

it.each([
  'server.ts',
  'prisma/seed.ts',
  'bench/run.ts',
  'guarantees/spending/spend.ts',
  ...commands.map((name) => `cli/${name}`),
])('bundles %s again after a change of any of its sources', (program) => {
  const sources = sourcesOf(program);
  expect(sources).toContain(program);
  const isInput = (source: string) => INPUTS.some((input) => `${source}/`.startsWith(`${input}/`));
  expect(sources.filter((source) => !isInput(source))).toEqual([]);
});

it('loads what only some installations use when they do', () => {
  const server = readFileSync(bundleOf('server.ts'), 'utf8');
  const loaded = [...server.matchAll(/^import .*?["']([^"']+)["'];$/gm)].map(([, name]) => name);
  expect(loaded).toContain('pg');
  expect(loaded.filter((name) => /^(@opentelemetry\/|prom-client$|stripe$)/.test(name ?? ''))).toEqual([]);
});
