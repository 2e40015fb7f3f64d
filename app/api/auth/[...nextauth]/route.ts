import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { OPENID, openIdName } from '@/lib/auth/openid';
import { authOptions } from '@/lib/auth/options';
import { isOwnOrigin } from '@/lib/auth/origin';
import { signInPage } from '@/lib/auth/sign-in-page';
import { appUrl } from '@/lib/env';

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

/** In bytes: enough for an email address, a password and the signature of a passkey. */
const BODY_MAX = 16_384;

const notFound = () => new Response(null, { status: 404 });

/** The paths that return from the OpenID provider and lead to it. They exist if a provider is configured. */
const CALLBACK = `callback/${OPENID}`;
/** The sign-in with a password, and with a passkey alone. */
const OWN_CALLBACKS = ['callback/credentials', 'callback/passkey', 'callback/sign-up'];
const SIGN_IN = `signin/${OPENID}`;

async function pathOf({ params }: Context): Promise<string> {
  return (await params).nextauth.join('/');
}

/** Redirects to the sign-in page instead of next-auth's own error pages. */
function withoutOwnPages(answer: Response): Response {
  const target = answer.headers.get('location');
  if (target?.startsWith(`${appUrl()}/api/auth/`)) answer.headers.set('location', signInPage('failed'));
  return answer;
}

/** The CSRF token of the sign-in forms, and the callback from the OpenID provider. */
export async function GET(request: NextRequest, context: Context): Promise<Response> {
  const path = await pathOf(context);
  if (path === 'csrf') return NextAuth(request, context, authOptions());
  if (path !== CALLBACK || !openIdName()) return notFound();
  return withoutOwnPages(await NextAuth(request, context, authOptions()));
}

/** Signs in with credentials or a passkey, and starts a sign-in with the OpenID provider. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const path = await pathOf(context);
  if (!OWN_CALLBACKS.includes(path) && !(path === SIGN_IN && openIdName())) return notFound();
  if (!isOwnOrigin(request.headers)) return new Response(null, { status: 403 });
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) return new Response(null, { status: 415 });
  if (Number(request.headers.get('content-length') ?? Infinity) > BODY_MAX)
    return new Response(null, { status: 413 });
  return NextAuth(request, context, authOptions());
}
