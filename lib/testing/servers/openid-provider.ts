import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import Provider from 'oidc-provider';

const CLIENT = { id: 'keydesk', secret: randomBytes(24).toString('base64url') };

/** Somebody who is signed in at the provider. */
interface Person {
  sub: string;
  email?: string;
  email_verified?: boolean;
}

export interface TestOpenIdProvider {
  /** What a server is told of it. */
  settings: Record<string, string>;
  /** Takes its client's server, whose address is known once that runs. */
  register(serverUrl: string): void;
  /** Who signs in there from now on; null breaks every sign-in off. */
  become(person: Person | null): void;
  /** Stops answering at all, or answers again. */
  setReachable(reachable: boolean): void;
  close(): Promise<void>;
}

/** A real OpenID provider over HTTP, where everybody signs in without being asked. */
export async function startOpenIdProvider(): Promise<TestOpenIdProvider> {
  let provider: Provider | undefined;
  let person: Person | null = null;
  let reachable = true;

  async function interact(to: Provider, req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { prompt } = await to.interactionDetails(req, res);
    if (prompt.name !== 'login') throw new Error(`Nobody asked for ${prompt.name}.`);
    await to.interactionFinished(
      req,
      res,
      person ? { login: { accountId: person.sub, remember: false } } : { error: 'access_denied' },
    );
  }

  const server = createServer((req, res) => {
    if (!reachable || !provider) req.socket.destroy();
    else if (req.url?.startsWith('/interaction/')) void interact(provider, req, res);
    else void provider.callback()(req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

  return {
    settings: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
      OIDC_NAME: 'Acme',
    },
    register(serverUrl) {
      provider = new Provider(issuer, {
        clients: [
          {
            client_id: CLIENT.id,
            client_secret: CLIENT.secret,
            redirect_uris: [`${serverUrl}/api/auth/callback/openid`],
          },
        ],
        claims: { openid: ['sub'], email: ['email', 'email_verified'] },
        features: { devInteractions: { enabled: false } },
        interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
        cookies: { keys: [randomBytes(16).toString('hex')] },
        jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
        pkce: { required: () => true },
        async findAccount(_ctx, sub) {
          const claims = { ...person, sub };
          return { accountId: sub, claims: async () => claims };
        },
        // Its own people have agreed to everything.
        async loadExistingGrant(ctx) {
          const grant = new ctx.oidc.provider.Grant({
            clientId: CLIENT.id,
            accountId: ctx.oidc.session?.accountId ?? '',
          });
          grant.addOIDCScope('openid email');
          await grant.save();
          return grant;
        },
      });
    },
    become(next) {
      person = next;
    },
    setReachable(next) {
      reachable = next;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
