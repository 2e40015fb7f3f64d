import 'server-only';
import { headers } from 'next/headers';
import type { Profile } from 'next-auth';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import { guest } from '@/lib/auth/guest';
import { joinClaims, openIdClaims } from '@/lib/auth/openid-claims';
import { run } from '@/lib/auth/run';
import { SECOND } from '@/lib/clock';
import { signInByOpenId } from '@/lib/domain/staff/sign-in-by-openid';
import type { StartedSession } from '@/lib/domain/users/start-user-session';
import { env } from '@/lib/env';
import type { Result } from '@/lib/errors';

/** The id of the provider in the addresses of its endpoints: `signin/openid`, `callback/openid`. */
export const OPENID = 'openid';

/** The name of the OpenID provider on its button; null without a provider. */
export function openIdName(): string | null {
  return env().OIDC_ISSUER ? env().OIDC_NAME : null;
}

/** The claims of the ID token. next-auth has checked its signature, issuer, audience and nonce. */
function checkedClaims(tokens: object): object {
  if (!('claims' in tokens) || typeof tokens.claims !== 'function') throw new Error('There is no ID token.');
  return tokens.claims();
}

/** The OpenID provider for the provider's staff, found by discovery, if one is configured. */
export function openIdProviders(): OAuthConfig<Profile>[] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID = '', OIDC_CLIENT_SECRET = '', OIDC_NAME } = env();
  if (!OIDC_ISSUER) return [];
  return [
    {
      id: OPENID,
      name: OIDC_NAME,
      type: 'oauth',
      wellKnown: `${OIDC_ISSUER.replace(/\/+$/, '')}/.well-known/openid-configuration`,
      clientId: OIDC_CLIENT_ID,
      clientSecret: OIDC_CLIENT_SECRET,
      authorization: { params: { scope: 'openid email' } },
      checks: ['pkce', 'state', 'nonce'],
      idToken: true,
      httpOptions: { timeout: 10 * SECOND },
      userinfo: {
        // Some providers put the address into the ID token, others return it only here.
        async request({ client, tokens }) {
          const claims = openIdClaims.parse(checkedClaims(tokens));
          if (!client.issuer.metadata.userinfo_endpoint) return claims;
          const told = await client.userinfo(tokens.access_token ?? '');
          if (told.sub !== claims.sub) throw new Error('The user info is of somebody else.');
          return joinClaims(claims, openIdClaims.parse({ ...told, iss: claims.iss }));
        },
      },
      profile: ({ sub = '' }) => ({ id: sub }),
    },
  ];
}

/** Signs in a staff member whom the OpenID provider has identified. */
export async function signInWithOpenId(profile: unknown): Promise<Result<StartedSession>> {
  const sent = await headers();
  const { iss: issuer, sub: subject, email, email_verified: emailVerified } = openIdClaims.parse(profile);
  const input = { issuer, subject, email, emailVerified };
  return run(() => signInByOpenId(guest(sent), input, sent.get('user-agent')));
}
