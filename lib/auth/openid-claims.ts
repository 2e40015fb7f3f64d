import { z } from 'zod';

/**
 * What an OpenID provider says about a person. Some providers write `email_verified` as text, or null for unknown
 * values. Claims that we do not use are dropped.
 */
export const openIdClaims = z.object({
  iss: z.string(),
  sub: z.string(),
  email: z
    .unknown()
    .optional()
    .transform((email) => (typeof email === 'string' && email !== '' ? email : undefined)),
  email_verified: z
    .unknown()
    .optional()
    .transform((verified) => verified === true || verified === 'true'),
});

type OpenIdClaims = z.infer<typeof openIdClaims>;

/**
 * Adds the claims of the user info endpoint, where some providers put the address, to those of the ID token. That an
 * address is verified applies only to that address.
 */
export function joinClaims(token: OpenIdClaims, userInfo: OpenIdClaims): OpenIdClaims {
  const email = userInfo.email ?? token.email;
  const email_verified = [token, userInfo].some((said) => said.email === email && said.email_verified);
  return { ...token, email, email_verified };
}
