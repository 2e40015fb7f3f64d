const OWN_ORIGIN = 'http://own.invalid';
const LONGEST = 2_000;

/** A path and query as browsers send them: printable ASCII, everything else encoded. */
const PLAIN = /^\/[\x21-\x7e]*$/;
/** Encoded controls, `.`, `/`, `\` and `%`: some server, proxy or browser on the way may decode them. */
const DISGUISED = /%(?:[01][0-9a-f]|7f|2e|2f|5c|25)/i;
/** What is no page, and the pages that lead through a sign-in. */
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
 * The page of ours that `value` names, as path and query; null for anything that could lead elsewhere, is no page, or
 * takes part in signing in. Whether the person may see the page is not decided here.
 */
export function toReturnPath(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > LONGEST) return null;
  if (!PLAIN.test(value) || value.includes('\\')) return null;
  const url = URL.parse(value, OWN_ORIGIN);
  if (url?.origin !== OWN_ORIGIN) return null;
  const { pathname, search } = url;
  // Where reading it has changed it (`..`), it is not what it seems.
  if (value.split(/[?#]/, 1)[0] !== pathname) return null;
  if (pathname.includes('//') || DISGUISED.test(pathname)) return null;
  const [, first = ''] = pathname.toLowerCase().split('/');
  return NEVER.has(first) ? null : `${pathname}${search}`;
}

/** Where people land who asked for nothing else. */
const HOMES = ['/', '/settings/api-keys', '/support'];

/** An address of ours that keeps where to go on to, unless that is where one lands anyway. */
export function withReturnPath(page: string, value: unknown): string {
  const next = toReturnPath(value);
  return next && !HOMES.includes(next) ? `${page}?next=${encodeURIComponent(next)}` : page;
}
