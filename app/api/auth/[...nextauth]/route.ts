import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { isOwnOrigin } from '@/lib/actions/origin';
import { authOptions } from '@/lib/auth/options';

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

/** An e-mail address and a password need no more. */
const BODY_MAX = 16_384;

const notFound = () => new Response(null, { status: 404 });

async function asksFor(path: string, { params }: Context): Promise<boolean> {
  return (await params).nextauth.join('/') === path;
}

/** The token that the sign-in form sends along. Of next-auth's other pages and endpoints we need none. */
export async function GET(request: NextRequest, context: Context): Promise<Response> {
  if (!(await asksFor('csrf', context))) return notFound();
  return NextAuth(request, context, authOptions());
}

/** The sign-in form's own endpoint. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  if (!(await asksFor('callback/credentials', context))) return notFound();
  if (!isOwnOrigin(request.headers)) return new Response(null, { status: 403 });
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) return new Response(null, { status: 415 });
  if (Number(request.headers.get('content-length') ?? Infinity) > BODY_MAX)
    return new Response(null, { status: 413 });
  return NextAuth(request, context, authOptions());
}
