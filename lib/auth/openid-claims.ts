import { z } from 'zod';

/**
 * What an OpenID provider says about a person. Providers differ: some write `email_verified` as text, or null for what
 * they do not know. What we do not use is dropped.
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
 * The claims of the ID token, completed by those of the user info endpoint, where some providers put the address.
 * That an address is verified counts for that address only.
 */
export function joinClaims(token: OpenIdClaims, userInfo: OpenIdClaims): OpenIdClaims {
  const email = userInfo.email ?? token.email;
  const email_verified = [token, userInfo].some((said) => said.email === email && said.email_verified);
  return { ...token, email, email_verified };
}
