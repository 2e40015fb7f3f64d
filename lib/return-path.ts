const OWN_ORIGIN = 'http://own.invalid';
const LONGEST = 2_000;

/** A path and query as browsers send them: printable ASCII, everything else encoded. */
const PLAIN = /^\/[\x21-\x7e]*$/;
/** Encoded control characters, `.`, `/`, `\` and `%`. A server, proxy or browser on the way may decode them. */
const DISGUISED = /%(?:[01][0-9a-f]|7f|2e|2f|5c|25)/i;
/** Paths that are not pages, and the pages of the sign-in itself. */
const NEVER = new Set([
  'api',
  '_next',
  'healthz',
  'readyz',
  'support-session',
  'login',
  'signup',
  'forgot-password',
  'reset-password',
  'switch-account',
  'welcome',
]);

/**
 * The path and query of a page of this site. Null for a value that could lead elsewhere, is not a page, or is part of
 * signing in. Whether the person may see the page is checked elsewhere.
 */
export function toReturnPath(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > LONGEST) return null;
  if (!PLAIN.test(value) || value.includes('\\')) return null;
  const url = URL.parse(value, OWN_ORIGIN);
  if (url?.origin !== OWN_ORIGIN) return null;
  const { pathname, search } = url;
  // If parsing has changed it (`..`), it is not what it looks like.
  if (value.split(/[?#]/, 1)[0] !== pathname) return null;
  if (pathname.includes('//') || DISGUISED.test(pathname)) return null;
  const [, first = ''] = pathname.toLowerCase().split('/');
  return NEVER.has(first) ? null : `${pathname}${search}`;
}

/** Where people get without a requested page. */
const HOMES = ['/', '/settings/api-keys', '/support'];

/** A path of ours with the page to continue to, unless that is the default. */
export function withReturnPath(page: string, value: unknown): string {
  const next = toReturnPath(value);
  return next && !HOMES.includes(next) ? `${page}?next=${encodeURIComponent(next)}` : page;
}
