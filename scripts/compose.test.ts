import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readEnv } from '@/lib/env';
import { bundleOf } from '@/scripts/bundle.mjs';

const condition = z.object({ condition: z.string() });
const service = z.object({
  image: z.string(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.coerce.string()).default({}),
  env_file: z.array(z.object({ path: z.string(), required: z.boolean() })).default([]),
  secrets: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  networks: z.array(z.string()),
  depends_on: z.record(z.string(), condition).default({}),
  deploy: z.object({ replicas: z.int() }).optional(),
  ports: z.array(z.string()).default([]),
  read_only: z.boolean().default(false),
  healthcheck: z.object({ test: z.array(z.string()).optional(), disable: z.boolean().optional() }),
});
const file = z.object({
  services: z.record(z.string(), service),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
  volumes: z.record(z.string(), z.unknown()),
  networks: z.record(z.string(), z.unknown()),
});

const compose = file.parse(parse(readFileSync('compose.yaml', 'utf8'), { merge: true }));
const { gateway, portal, migrate, postgres, nginx, ...others } = compose.services;
if (!gateway || !portal || !migrate || !postgres || !nginx) throw new Error('A service is missing.');
const ours = { gateway, portal, migrate };
const all = Object.entries(compose.services);

/** A value with the defaults of its variables, as `${NAME:-default}`. */
const withDefaults = (value: string) => value.replace(/\$\{\w+:-([^}]*)\}/g, '$1');

/** What a container's environment contains without an .env file. Its secrets are those of the tests. */
function environmentOf({ environment }: z.output<typeof service>): Record<string, string> {
  const secrets: Record<string, string> = {
    '/run/secrets/database_url': 'postgresql://keydesk:secret@postgres:5432/keydesk',
    '/run/secrets/app_secret': 'x'.repeat(32),
  };
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => {
      const secret = secrets[value];
      return secret ? [name.replace(/_FILE$/, ''), secret] : [name, withDefaults(value)];
    }),
  );
}

it('sets only settings that exist, to values that are valid', () => {
  const known = Object.keys(readEnv({}));
  const examples = readFileSync('.env.example', 'utf8').match(/(?<=^#)[A-Z_]+(?==)/gm) ?? [];
  for (const [name, container] of Object.entries(ours)) {
    const environment = environmentOf(container);
    expect([...known, ...examples], name).toEqual(expect.arrayContaining(Object.keys(environment)));
    const settings = readEnv(environment);
    expect(settings, name).toMatchObject({ PORT: 3000, TRUSTED_PROXIES: 1, DATA_DIR: '/data' });
    expect(container.env_file, name).toEqual([{ path: '.env', required: false }]);
  }
});

it('runs each part, the gateway more than once with shared rate limits', () => {
  expect(readEnv(environmentOf(gateway)).ROLE).toEqual(['gateway']);
  expect(readEnv(environmentOf(portal)).ROLE).toEqual(['portal', 'worker']);
  expect(gateway.deploy?.replicas).toBeGreaterThan(1);
  expect(Object.keys(others)).toEqual(['redis']);
  expect(readEnv(environmentOf(gateway)).REDIS_URL).toBe('redis://redis:6379');
});

it('opens fewer connections than PostgreSQL accepts, with room for more gateways', () => {
  const most = Number(/max_connections=(\d+)/.exec(postgres.command?.join(' ') ?? '')?.[1]);
  const each = readEnv(environmentOf(gateway)).DATABASE_CONNECTIONS;
  expect(each * ((gateway.deploy?.replicas ?? 0) * 2 + 2)).toBeLessThan(most);
});

it('migrates before anything else starts', () => {
  expect(migrate.command).toEqual(['node', bundleOf('cli/migrate.ts')]);
  expect(existsSync('cli/migrate.ts')).toBe(true);
  for (const container of [gateway, portal]) {
    expect(container.depends_on.migrate).toEqual({ condition: 'service_completed_successfully' });
  }
  expect(nginx.depends_on).toMatchObject({
    gateway: { condition: 'service_healthy' },
    portal: { condition: 'service_healthy' },
  });
});

it('names only services, secrets, volumes, networks and files that exist', () => {
  for (const [name, { depends_on, secrets, volumes, networks }] of all) {
    expect(Object.keys(compose.services), name).toEqual(expect.arrayContaining(Object.keys(depends_on)));
    expect(Object.keys(compose.secrets), name).toEqual(expect.arrayContaining(secrets));
    expect(Object.keys(compose.networks), name).toEqual(expect.arrayContaining(networks));
    for (const volume of volumes) {
      const [source = ''] = volume.split(':');
      expect(source in compose.volumes || existsSync(source), source).toBe(true);
    }
  }
});

it('checks the health of what keeps running, pins versions, and opens only nginx', () => {
  for (const [name, { image, healthcheck, ports }] of all) {
    expect(Boolean(healthcheck.test), name).toBe(name !== 'migrate');
    expect(ports.length > 0, name).toBe(name === 'nginx');
    if (!(name in ours)) expect(image, name).toMatch(/:\d+\.\d+/);
  }
  for (const [name, { read_only }] of Object.entries(ours)) expect(read_only, name).toBe(true);
  expect(postgres.networks).toEqual(['data']);
});

it('keeps secrets out of the repository', () => {
  for (const { file } of Object.values(compose.secrets)) expect(file).toMatch(/^\.\/deploy\/secrets\//);
  expect(readFileSync('.gitignore', 'utf8').split('\n')).toContain('deploy/secrets/');
});
