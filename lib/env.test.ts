import { availableParallelism } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { appUrl, EnvError, overrideEnv, readEnv } from '@/lib/env';

const SECRET = 'x'.repeat(32);
const CARRIER_URL = 'https://carrier.example/messages';
const CARRIER_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

/** What must be set together with a variable. */
const COMPANIONS: Record<string, Record<string, string>> = {
  DATABASE_URL: { APP_SECRET: SECRET },
  CARRIER_URL: { CARRIER_SECRET },
  CARRIER_SECRET: { CARRIER_URL },
  OIDC_ISSUER: { OIDC_CLIENT_ID: 'keydesk', OIDC_CLIENT_SECRET: 'hush' },
};

function sentences(source: Record<string, string>): string[] {
  try {
    readEnv(source);
    return [];
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    return error.message.split('\n');
  }
}

describe('readEnv', () => {
  it('needs a port for the metrics of each process', () => {
    const metrics = { METRICS_TOKEN: SECRET, PROCESSES: '2' };
    expect(sentences(metrics)).toEqual([expect.stringMatching(/^METRICS_PORT must be set .+PROCESSES/)]);
    expect(sentences({ ...metrics, METRICS_PORT: '9464' })).toEqual([]);
    expect(sentences({ ...metrics, PROCESSES: '1' })).toEqual([]);
  });

  it.each([
    ['3000', '1', false],
    ['2999', '1', true],
    ['2997', '3', true],
    ['2998', '3', false],
    ['3000', '3', false],
    ['3001', '3', true],
    ['0', '3', true],
  ])('allows METRICS_PORT=%s with PROCESSES=%s and PORT=3000: %s', (first, processes, isRight) => {
    const wrong = sentences({ METRICS_PORT: first, PROCESSES: processes });
    expect(wrong).toEqual(isRight ? [] : [expect.stringMatching(/^METRICS_PORT must leave PORT out/)]);
  });

  it('needs no settings', () => {
    expect(readEnv({})).toMatchObject({
      NODE_ENV: 'production',
      PORT: 3000,
      PROFILE: 'keydesk',
      DATA_DIR: '.data',
      TRUSTED_PROXIES: 0,
      LOG_LEVEL: 'info',
      ROLE: ['gateway', 'portal', 'worker'],
    });
  });

  it('accepts another brand', () => {
    const brand = { BRAND_NAME: 'Ärger & Söhne', BRAND_COLOR: '#0F766e', BRAND_LOGO: 'public/icon.svg' };
    expect(readEnv(brand)).toMatchObject(brand);
  });

  it('treats an empty value as unset', () => {
    expect(readEnv({ PORT: '', DATABASE_URL: '', ROLE: '' })).toEqual(readEnv({}));
  });

  it('runs one process, or one on each core, with connections for all of them', () => {
    expect(readEnv({})).toMatchObject({ PROCESSES: 1, DATABASE_CONNECTIONS: 41 });
    expect(readEnv({ PROCESSES: 'auto' }).PROCESSES).toBe(availableParallelism());
    expect(readEnv({ PROCESSES: '8' }).DATABASE_CONNECTIONS).toBe(41);
    expect(readEnv({ PROCESSES: '16' }).DATABASE_CONNECTIONS).toBe(80);
    expect(readEnv({ PROCESSES: '16', DATABASE_CONNECTIONS: '64' }).DATABASE_CONNECTIONS).toBe(64);
  });

  it('reads the roles in any order', () => {
    expect(readEnv({ ROLE: 'worker, gateway' }).ROLE).toEqual(['worker', 'gateway']);
  });

  it.each([
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['METRICS_PORT', 'yes'],
    ['METRICS_PORT', '3000'],
    ['METRICS_TOKEN', 'short'],
    ['DATABASE_URL', 'mysql://localhost/keydesk'],
    ['DATABASE_CONNECTIONS', '3'],
    ['PROCESSES', '0'],
    ['PROCESSES', 'all'],
    ['RETENTION_DAYS', '0'],
    ['RETENTION_DAYS', '3651'],
    ['STORE_TEXT', 'maybe'],
    ['APP_SECRET', 'short'],
    ['APP_SECRET', `short${' '.repeat(40)}`],
    ['APP_URL', 'keydesk.example'],
    ['APP_URL', 'ftp://keydesk.example'],
    ['TRUSTED_PROXIES', 'yes'],
    ['SMTP_URL', 'mail.example:25'],
    ['SECURITY_CONTACT', 'security@keys.example'],
    ['SECURITY_CONTACT', 'mailto:security@keys.example\nExpires: never'],
    ['CARRIER_URL', 'carrier.example'],
    ['CARRIER_URL', 'https://me:hunter2@carrier.example'],
    ['CARRIER_SECRET', 'whsec_c2hvcnQ='],
    ['CARRIER_SECRET', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    ['OIDC_ISSUER', 'login.acme.example'],
    ['OIDC_ISSUER', 'http://login.acme.example'],
    ['OIDC_NAME', 'x'.repeat(41)],
    ['LOG_LEVEL', 'loud'],
    ['ROLE', 'gateway,pirate'],
    ['PROFILE', 'pirate'],
    ['BRAND_NAME', 'Acme, Inc'],
    ['BRAND_COLOR', 'teal'],
    ['BRAND_LOGO', 'README.md'],
    ['BRAND_LOGO', 'public/none.svg'],
  ])('explains in one sentence what is wrong with %s=%s', (name, value) => {
    const said = sentences({ ...COMPANIONS[name], [name]: value });
    expect(said).toEqual([expect.stringMatching(new RegExp(`^${name} must .+\\.$`))]);
  });

  it('reports all problems at once', () => {
    expect(sentences({ PORT: 'x', LOG_LEVEL: 'loud', ROLE: 'none' })).toHaveLength(3);
  });

  it('needs APP_SECRET with DATABASE_URL', () => {
    const DATABASE_URL = 'postgresql://db.example/keydesk';
    expect(sentences({ DATABASE_URL })).toEqual([expect.stringContaining('APP_SECRET must be set')]);
    expect(sentences({ DATABASE_URL, APP_SECRET: SECRET })).toEqual([]);
    expect(sentences({ DATABASE_URL, NODE_ENV: 'development' })).toEqual([]);
  });

  it('needs all settings of an OpenID provider, or none', () => {
    const OIDC_ISSUER = 'https://login.acme.example';
    const client = { OIDC_CLIENT_ID: 'keydesk', OIDC_CLIENT_SECRET: 'hush' };
    expect(sentences({ OIDC_ISSUER, ...client })).toEqual([]);
    expect(sentences({ OIDC_ISSUER: 'http://127.0.0.1:4000', ...client })).toEqual([]);
    const said = ['OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set together.'];
    expect(sentences({ OIDC_ISSUER })).toEqual(said);
    expect(sentences(client)).toEqual(said);
  });

  it('needs both the carrier and its secret, or neither', () => {
    expect(sentences({ CARRIER_URL, CARRIER_SECRET })).toEqual([]);
    expect(sentences({ CARRIER_CALLS_URL: CARRIER_URL, CARRIER_SECRET })).toEqual([]);
    expect(sentences({ CARRIER_LOOKUPS_URL: CARRIER_URL, CARRIER_SECRET })).toEqual([]);
    const said = [
      'CARRIER_SECRET must be set together with CARRIER_URL, CARRIER_CALLS_URL or CARRIER_LOOKUPS_URL.',
    ];
    expect(sentences({ CARRIER_URL })).toEqual(said);
    expect(sentences({ CARRIER_CALLS_URL: CARRIER_URL })).toEqual(said);
    expect(sentences({ CARRIER_LOOKUPS_URL: CARRIER_URL })).toEqual(said);
    expect(sentences({ CARRIER_SECRET })).toEqual(said);
  });

  it('needs both the backend and its secret, or neither', () => {
    const STRIPE_SECRET_KEY = ['sk', 'test', 'x'].join('_');
    const together = ['STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET must be set together.'];
    expect(sentences({ STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET: 'whsec_x' })).toEqual([]);
    expect(sentences({ STRIPE_SECRET_KEY })).toEqual(together);
    expect(sentences({ STRIPE_WEBHOOK_SECRET: 'whsec_x' })).toEqual(together);
    expect(sentences({ STRIPE_SECRET_KEY: 'pk_test_x', STRIPE_WEBHOOK_SECRET: 'x' })).toEqual([
      'STRIPE_SECRET_KEY must start with sk_ or rk_.',
      'STRIPE_WEBHOOK_SECRET must be the signing secret of the webhook endpoint, which starts with whsec_.',
    ]);
    const UPSTREAM_URL = 'https://backend.internal/api';
    const UPSTREAM_SECRET = 'x'.repeat(32);
    expect(sentences({ UPSTREAM_URL, UPSTREAM_SECRET })).toEqual([]);
    const said = ['UPSTREAM_URL and UPSTREAM_SECRET must be set together.'];
    expect(sentences({ UPSTREAM_URL })).toEqual(said);
    expect(sentences({ UPSTREAM_SECRET })).toEqual(said);
    expect(sentences({ UPSTREAM_URL: 'https://me:x@backend.internal', UPSTREAM_SECRET })).toEqual([
      'UPSTREAM_URL must not contain a user name, a query or a fragment.',
    ]);
  });

  it('never repeats a value, because it may be a secret', () => {
    const value = 'hunter2';
    expect(sentences({ APP_SECRET: value, DATABASE_URL: `mysql://me:${value}@db` }).join()).not.toContain(
      value,
    );
  });
});

describe('appUrl', () => {
  afterEach(() => overrideEnv({ APP_URL: '', HOST: '', PORT: '' }));

  it.each([
    [{}, 'http://localhost:3000'],
    [{ PORT: '4000' }, 'http://localhost:4000'],
    [{ HOST: '0.0.0.0' }, 'http://localhost:3000'],
    [{ HOST: '::' }, 'http://localhost:3000'],
    [{ HOST: '192.0.2.1', PORT: '80' }, 'http://192.0.2.1:80'],
    [{ HOST: '2001:db8::1' }, 'http://[2001:db8::1]:3000'],
    [{ HOST: 'keys.internal' }, 'http://keys.internal:3000'],
    [{ HOST: '192.0.2.1', APP_URL: 'https://keys.example/' }, 'https://keys.example'],
  ])('with %j is %s', (settings, expected) => {
    overrideEnv(settings);
    expect(appUrl()).toBe(expected);
  });
});
