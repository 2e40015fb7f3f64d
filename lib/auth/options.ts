import 'server-only';
import type { NextAuthOptions, User } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { authCookies } from '@/lib/auth/cookies';
import { guest } from '@/lib/auth/guest';
import { keepBrowserToken, readBrowserToken } from '@/lib/auth/known-browser';
import { OPENID, openIdProviders, signInWithOpenId } from '@/lib/auth/openid';
import { readPasskeySecret } from '@/lib/auth/passkey-secret';
import { run } from '@/lib/auth/run';
import { sessionSecret } from '@/lib/auth/session-token';
import { signInPage } from '@/lib/auth/sign-in-page';
import { SECOND } from '@/lib/clock';
import type { SystemActor } from '@/lib/domain/actor';
import { ABSOLUTE_LIFETIME } from '@/lib/domain/sessions/lifetime';
import { type Browser, type SignedInBrowser, signIn } from '@/lib/domain/users/sign-in';
import { signInByPasskey } from '@/lib/domain/users/sign-in-by-passkey';
import { signUp } from '@/lib/domain/users/sign-up';
import { appUrl } from '@/lib/env';
import type { Result } from '@/lib/errors';
import { log } from '@/lib/log';
import { currentProfile } from '@/lib/profiles/current';

/** Starts a session by a verb, for next-auth. */
async function authorize(
  sent: Record<string, string> | undefined,
  verb: (actor: SystemActor, browser: Browser) => Promise<Result<SignedInBrowser>>,
): Promise<User> {
  const headers = new Headers(sent);
  const browser = {
    userAgent: headers.get('user-agent'),
    token: await readBrowserToken(),
    passkeySecret: await readPasskeySecret(),
  };
  const signedIn = await run(() => verb(guest(headers), browser));
  // next-auth passes the message to the page, which reads the refusal from it.
  if (!signedIn.ok) throw new Error(JSON.stringify(signedIn.refusal));
  await keepBrowserToken(signedIn.value.browserToken);
  return { id: signedIn.value.userId, sessionId: signedIn.value.sessionId };
}

const credentials = Credentials({
  credentials: { email: {}, password: {}, code: {}, passkey: {}, linkToken: {} },
  authorize(given, request) {
    const { passkey, email, password, code, linkToken } = given ?? {};
    const signed = passkey === undefined ? undefined : parseJson(passkey);
    const input = { email, password, code, linkToken, passkey: signed };
    return authorize(request.headers, (actor, browser) => signIn(actor, input, browser));
  },
});

const passkey = Credentials({
  id: 'passkey',
  credentials: { passkey: {} },
  authorize: (given, request) =>
    authorize(request.headers, (actor, browser) =>
      signInByPasskey(actor, { passkey: parseJson(given?.passkey ?? '') }, browser),
    ),
});

const newAccount = Credentials({
  id: 'sign-up',
  credentials: { name: {}, email: {}, password: {}, workspaceName: {} },
  authorize(given, request) {
    const { name, email, password, workspaceName } = given ?? {};
    const input = { name, email, password, workspaceName };
    return authorize(request.headers, (actor, browser) =>
      signUp(actor, input, currentProfile().money.currency, browser),
    );
  },
});

/** The value of a field that contains JSON; null if it does not. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

let options: NextAuthOptions | undefined;

/** The log level. Most errors are mistakes of the client. */
function levelOf(code: string): 'debug' | 'warn' | 'error' {
  // A cookie that is not ours, or was sealed with another APP_SECRET.
  if (code === 'JWT_SESSION_ERROR') return 'debug';
  // The OpenID provider is unavailable, or a sign-in there was cancelled, forged or too slow.
  return code.includes('OAUTH') ? 'warn' : 'error';
}

/** The error that next-auth reports about the OpenID provider. */
function causeOf(metadata: unknown): unknown {
  if (metadata instanceof Error) return metadata.message;
  if (typeof metadata !== 'object' || metadata === null || !('error' in metadata)) return undefined;
  return metadata.error instanceof Error ? metadata.error.message : undefined;
}

/**
 * next-auth's settings, created at first use, when the environment is known. next-auth checks the password and seals
 * the cookie. The cookie only names a session row, which decides (lib/auth/session.ts).
 */
export function authOptions(): NextAuthOptions {
  if (options) return options;
  // next-auth reads its own address only from the environment.
  process.env.NEXTAUTH_URL = appUrl();
  options = {
    secret: sessionSecret(),
    session: { strategy: 'jwt', maxAge: ABSOLUTE_LIFETIME / SECOND },
    cookies: authCookies(),
    pages: { signIn: '/login', signOut: '/login', error: '/login' },
    providers: [credentials, passkey, newAccount, ...openIdProviders()],
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.provider !== OPENID) return true;
        const counted = await signInWithOpenId(profile);
        if (!counted.ok) return signInPage(counted.refusal.code === 'FORBIDDEN' ? 'refused' : 'failed');
        user.sessionId = counted.value.sessionId;
        return true;
      },
      jwt: ({ token, user }) => (user ? { sessionId: user.sessionId } : token),
    },
    logger: {
      error: (code, metadata) =>
        log[levelOf(code)]({ code, err: causeOf(metadata) }, 'next-auth reports an error'),
      warn: (code) => log.warn({ code }, 'next-auth warns'),
      debug: () => undefined,
    },
  };
  return options;
}
