import { existsSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { fileVariableOf, withFiles } from '@/lib/env-files';
import { OperatorError } from '@/lib/operator-error';
import { PROFILE_IDS } from '@/lib/profile-ids';

const EVERY_ADDRESS = new Set(['0.0.0.0', '::', '0:0:0:0:0:0:0:0']);
export const MIN_SECRET_LENGTH = 32;
const ROLES = ['gateway', 'portal', 'worker'] as const;
const DEFAULT_PROFILE = 'keydesk';
const MOST_PROCESSES = 128;
const DEFAULT_CONNECTIONS = 41;
/** What each of many processes needs at least, to use a core. */
const DEFAULT_CONNECTIONS_OF_EACH = 5;

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((n) => n >= min && n <= max, `must be a whole number from ${min} to ${max}`);

const whole = (min: number, max: number, otherwise: number) => wholeNumber(min, max).default(otherwise);

function isProcessCount(value: string): boolean {
  return /^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= MOST_PROCESSES;
}

const url = (protocols: string[]) =>
  z.string().refine((value) => protocols.includes(URL.parse(value)?.protocol ?? ''), {
    message: `must be a URL that starts with ${protocols.map((p) => `${p}//`).join(' or ')}`,
  });

const carrierUrl = url(['http:', 'https:']).refine(
  (value) => !URL.parse(value)?.username,
  'must not contain a user name: CARRIER_SECRET signs every post',
);

const WEBHOOK_SECRET = /^whsec_([A-Za-z0-9+/]+={0,2})$/;

/** Whether it is a secret as Standard Webhooks writes them, and long enough. */
function isWebhookSecret(value: string): boolean {
  const base64 = WEBHOOK_SECRET.exec(value)?.[1] ?? '';
  const { length } = Buffer.from(base64, 'base64');
  return base64.length % 4 === 0 && length >= 24 && length <= 64;
}

/** Whether nobody else can read or change what comes from an address: over HTTPS, or within this machine. */
function isSafeAddress(value: string): boolean {
  const address = URL.parse(value);
  // Text that is not a URL was refused before.
  if (!address) return true;
  return address.protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(address.hostname);
}

const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  PORT: whole(0, 65_535, 3000),
  /** How many processes share the port. `auto`: one for each core that the server may use. */
  PROCESSES: z
    .string()
    .default('1')
    .refine((value) => value === 'auto' || isProcessCount(value), {
      message: `must be auto or a whole number from 1 to ${MOST_PROCESSES}`,
    })
    .transform((value) => (value === 'auto' ? availableParallelism() : Number(value))),
  /** Unset: every address of the machine. */
  HOST: z.string().optional(),
  /** Which provider's API this installation serves. */
  PROFILE: z
    .enum(PROFILE_IDS, { error: `must be one of ${PROFILE_IDS.join(', ')}` })
    .default(DEFAULT_PROFILE),
  /** Unset: one folder for each profile. */
  DATA_DIR: z.string().optional(),
  /** Unset: the process runs its own PostgreSQL under DATA_DIR. */
  DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  /** The most connections that the server opens, all of its processes together. A pooler can allow fewer. */
  DATABASE_CONNECTIONS: wholeNumber(4, 1_000).optional(),
  /** Unset: the secret in DATA_DIR. It is trimmed, as that file is. */
  APP_SECRET: z
    .string()
    .trim()
    .min(MIN_SECRET_LENGTH, `must be at least ${MIN_SECRET_LENGTH} characters long`)
    .optional(),
  /** The address that customers open. Unset: http://HOST:PORT, or http://localhost:PORT without HOST. */
  APP_URL: url(['http:', 'https:']).optional(),
  /** How many proxies are in front and append to X-Forwarded-For. */
  TRUSTED_PROXIES: whole(0, 10, 0),
  /** Where several processes count calls together. Unset: each counts by itself, which is enough for one process. */
  REDIS_URL: url(['redis:', 'rediss:']).optional(),
  /** Unset: mail is written to DATA_DIR/mail. */
  SMTP_URL: url(['smtp:', 'smtps:']).optional(),
  /** Unset: the name of the product, at an address that cannot be answered. */
  MAIL_FROM: z.string().optional(),
  /** What the product is called. Unset: what the profile says, also for the two below. */
  BRAND_NAME: z
    .string()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N} .&'-]{0,39}$/u, "must be 1 to 40 letters, digits, spaces and . & ' -")
    .optional(),
  BRAND_COLOR: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'must be a color such as #0f766e')
    .optional(),
  /** A file on this machine. */
  BRAND_LOGO: z
    .string()
    .regex(/\.(svg|png)$/i, 'must be the path of an SVG or PNG file')
    .refine((file) => existsSync(file), 'must be the path of a file that exists')
    .optional(),
  /** Where customers ask for help: a page, or an address after mailto:. */
  BRAND_SUPPORT: url(['https:', 'mailto:']).optional(),
  /** Where live messages are posted (docs/carrier.md). Unset: live sends are refused. */
  CARRIER_URL: carrierUrl.optional(),
  /** Where live voice calls are posted. Unset: live voice calls are refused. */
  CARRIER_CALLS_URL: carrierUrl.optional(),
  /** Where live lookups are posted. Unset: live lookups that need a carrier are refused. */
  CARRIER_LOOKUPS_URL: carrierUrl.optional(),
  /** Signs the requests to the carrier and the reports from it. */
  CARRIER_SECRET: z
    .string()
    .refine(isWebhookSecret, 'must be whsec_ and the base64 of 24 to 64 random bytes')
    .optional(),
  /** How many days message data is kept. Unset: no end. */
  RETENTION_DAYS: wholeNumber(1, 3_650).optional(),
  /** `no`: the text of a message is removed when the carrier has it. */
  STORE_TEXT: z.enum(['yes', 'no'], { error: 'must be yes or no' }).default('yes'),
  /** The provider's own backend, which answers forwarded calls (docs/upstream.md). Unset: these calls do not exist. */
  UPSTREAM_URL: url(['http:', 'https:'])
    .refine((value) => {
      const given = URL.parse(value);
      return !given?.username && !given?.search && !given?.hash;
    }, 'must not contain a user name, a query or a fragment')
    .optional(),
  /** Signs the requests to the backend. */
  UPSTREAM_SECRET: z
    .string()
    .trim()
    .min(MIN_SECRET_LENGTH, `must be at least ${MIN_SECRET_LENGTH} characters long`)
    .optional(),
  /** Members pay through Stripe (docs/payments.md). Unset: the portal says whom to ask. */
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^[sr]k_(live|test)_\w+$/, 'must start with sk_ or rk_')
    .optional(),
  /** Verifies the events that Stripe sends. */
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_\w+$/, 'must be the signing secret of the webhook endpoint, which starts with whsec_')
    .optional(),
  /** Unset: Stripe's own. For tests. */
  STRIPE_API_URL: url(['http:', 'https:']).optional(),
  /** Where a secret scanner publishes the keys that sign its reports (docs/leaks.md). Unset: it cannot report. */
  LEAK_REPORT_KEYS_URL: url(['https:', 'http:'])
    .refine(isSafeAddress, 'must start with https:// (http:// is for this machine alone)')
    .optional(),
  /** `yes`: webhooks can use HTTP, every port, and addresses that are not public. For development and tests. */
  WEBHOOK_ALLOW_PRIVATE: z.enum(['yes', 'no'], { error: 'must be yes or no' }).default('no'),
  /** The OpenID provider that staff can sign in with. */
  OIDC_ISSUER: url(['https:', 'http:'])
    .refine(isSafeAddress, 'must start with https:// (http:// is for this machine alone)')
    .optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  /** The text of the button after "Sign in with". */
  OIDC_NAME: z.string().max(40, 'must be at most 40 characters long').default('single sign-on'),
  /** Who to write to about a vulnerability, for /.well-known/security.txt. Unset: there is no such file. */
  SECURITY_CONTACT: z
    .string()
    .regex(/^(mailto:|https:\/\/|tel:)[!-~]+$/, 'must be a URI that starts with mailto:, https:// or tel:')
    .optional(),
  /** Where GET /metrics is served, apart from everything else. Unset: on PORT, if METRICS_TOKEN is set. */
  METRICS_PORT: wholeNumber(0, 65_535).optional(),
  /** What GET /metrics needs as a bearer token. */
  METRICS_TOKEN: z
    .string()
    .trim()
    .min(MIN_SECRET_LENGTH, `must be at least ${MIN_SECRET_LENGTH} characters long`)
    .optional(),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'must be one of trace, debug, info, warn, error, fatal, silent',
    })
    .default('info'),
  ROLE: z
    .string()
    .default(ROLES.join(','))
    .transform((value) => value.split(',').map((role) => role.trim()))
    .pipe(
      z.array(z.enum(ROLES, { error: `must list some of ${ROLES.join(', ')}, separated by commas` })).min(1),
    ),
});

export type Env = z.output<typeof schema> & { DATA_DIR: string; DATABASE_CONNECTIONS: number };

function defaultDataDir({ PROFILE }: z.output<typeof schema>): string {
  return PROFILE === DEFAULT_PROFILE ? '.data' : `.data-${PROFILE}`;
}

function defaultConnections({ PROCESSES }: z.output<typeof schema>): number {
  return Math.max(DEFAULT_CONNECTIONS, PROCESSES * DEFAULT_CONNECTIONS_OF_EACH);
}

/** Whether the metrics of the processes can be on PORT: each takes a port from METRICS_PORT on. 0 is any free port. */
function takesPort({ METRICS_PORT, PORT, PROCESSES }: z.output<typeof schema>): boolean {
  if (!METRICS_PORT) return false;
  return METRICS_PORT <= PORT && PORT < METRICS_PORT + PROCESSES;
}

/** The settings are not valid. The message has one sentence for each variable. */
export class EnvError extends OperatorError {
  override name = 'EnvError';
}

/**
 * Reads the settings from `source`. Empty values count as unset. `<name>_FILE` names a file with the value of a setting.
 * @throws EnvError with one sentence per variable that is wrong.
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const { values: given, wrong } = withFiles(set, Object.keys(schema.shape));
  const parsed = schema.safeParse(given);
  if (!parsed.success)
    wrong.push(...parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}.`));
  if (given.DATABASE_URL && !given.APP_SECRET && (given.NODE_ENV ?? 'production') === 'production') {
    wrong.push('APP_SECRET must be set (at least 32 characters) when DATABASE_URL is set in production.');
  }
  const carrierUrls = [given.CARRIER_URL, given.CARRIER_CALLS_URL, given.CARRIER_LOOKUPS_URL];
  if (carrierUrls.some(Boolean) !== Boolean(given.CARRIER_SECRET)) {
    wrong.push(
      'CARRIER_SECRET must be set together with CARRIER_URL, CARRIER_CALLS_URL or CARRIER_LOOKUPS_URL.',
    );
  }
  if (!given.UPSTREAM_URL !== !given.UPSTREAM_SECRET) {
    wrong.push('UPSTREAM_URL and UPSTREAM_SECRET must be set together.');
  }
  if (!given.STRIPE_SECRET_KEY !== !given.STRIPE_WEBHOOK_SECRET) {
    wrong.push('STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET must be set together.');
  }
  if (parsed.success && parsed.data.PROCESSES > 1 && given.METRICS_TOKEN && !given.METRICS_PORT) {
    wrong.push(
      'METRICS_PORT must be set with METRICS_TOKEN if there are several PROCESSES: they share PORT.',
    );
  }
  if (parsed.success && takesPort(parsed.data)) {
    wrong.push(
      'METRICS_PORT must leave PORT out: metrics take a port for each of PROCESSES, from METRICS_PORT on.',
    );
  }
  const openId = [given.OIDC_ISSUER, given.OIDC_CLIENT_ID, given.OIDC_CLIENT_SECRET];
  if (openId.some(Boolean) && !openId.every(Boolean)) {
    wrong.push('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set together.');
  }
  if (!parsed.success || wrong.length > 0) throw new EnvError([...new Set(wrong)].join('\n'));
  const { DATA_DIR, DATABASE_CONNECTIONS } = parsed.data;
  return {
    ...parsed.data,
    DATA_DIR: DATA_DIR ?? defaultDataDir(parsed.data),
    DATABASE_CONNECTIONS: DATABASE_CONNECTIONS ?? defaultConnections(parsed.data),
  };
}

let cached: Env | undefined;
let cachedUrl: string | undefined;

/** The process's settings, read once. */
export function env(): Env {
  cached ??= readEnv();
  return cached;
}

/**
 * Overrides settings for the whole process, such as the database, secret and port that the start has found. It changes
 * process.env, because Next's copy of this module reads that, too. The variables of files become empty: a child loads the same
 * env file, and would get one that is missing back from there.
 */
export function overrideEnv(values: Partial<Record<keyof Env, string>>): void {
  for (const name of Object.keys(values)) {
    const variable = fileVariableOf(name);
    if (process.env[variable] !== undefined) process.env[variable] = '';
  }
  Object.assign(process.env, values);
  cached = undefined;
  cachedUrl = undefined;
}

/** HOST as a URL has it; `localhost` where the process listens on every address. */
function hostOf(host: string | undefined): string {
  if (host === undefined || EVERY_ADDRESS.has(host)) return 'localhost';
  return isIPv6(host) ? `[${host}]` : host;
}

function findUrl({ APP_URL, HOST, PORT }: Env): string {
  return (APP_URL ?? `http://${hostOf(HOST)}:${PORT}`).replace(/\/+$/, '');
}

/** The address that customers open, without a trailing slash. */
export function appUrl(): string {
  cachedUrl ??= findUrl(env());
  return cachedUrl;
}

/** The server's secret. server.ts sets it before it is needed. */
export function appSecret(): string {
  const secret = env().APP_SECRET;
  if (!secret) throw new EnvError('APP_SECRET must be set (at least 32 characters).');
  return secret;
}
