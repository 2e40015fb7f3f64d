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

/** An e-mail address, a password and a code need no more. */
const BODY_MAX = 16_384;

const notFound = () => new Response(null, { status: 404 });

/** Where the OpenID provider sends browsers back to, and where they set out; there when one is set up. */
const CALLBACK = `callback/${OPENID}`;
const SIGN_IN = `signin/${OPENID}`;

async function pathOf({ params }: Context): Promise<string> {
  return (await params).nextauth.join('/');
}

/** Of next-auth's own pages we have none: what went wrong is said on the sign-in page. */
function withoutOwnPages(answer: Response): Response {
  const target = answer.headers.get('location');
  if (target?.startsWith(`${appUrl()}/api/auth/`)) answer.headers.set('location', signInPage('failed'));
  return answer;
}

/** The token that the sign-in forms send along, and the way back from the OpenID provider. */
export async function GET(request: NextRequest, context: Context): Promise<Response> {
  const path = await pathOf(context);
  if (path === 'csrf') return NextAuth(request, context, authOptions());
  if (path !== CALLBACK || !openIdName()) return notFound();
  return withoutOwnPages(await NextAuth(request, context, authOptions()));
}

/** The sign-in form's own endpoint, and the way out to the OpenID provider. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const path = await pathOf(context);
  if (path !== 'callback/credentials' && !(path === SIGN_IN && openIdName())) return notFound();
  if (!isOwnOrigin(request.headers)) return new Response(null, { status: 403 });
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) return new Response(null, { status: 415 });
  if (Number(request.headers.get('content-length') ?? Infinity) > BODY_MAX)
    return new Response(null, { status: 413 });
  return NextAuth(request, context, authOptions());
}
