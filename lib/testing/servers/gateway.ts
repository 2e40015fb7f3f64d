import { type Env, env } from '@/lib/env';
import { createGateway, type GatewayServices } from '@/lib/gateway/gateway';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import type { Profile } from '@/lib/profiles/profile';
import { listen, makeServer } from '@/lib/server/listen';

export interface TestGateway {
  /** Where the API begins. */
  base: string;
  port: number;
  /** Sends a request with a key, and the body as JSON. */
  call(
    secret: string,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<TestAnswer>;
  /** Writes what is held, and stops. */
  close(): Promise<void>;
}

export interface TestAnswer {
  status: number;
  headers: Headers;
  body: unknown;
}

/** Reads a JSON answer to its end. */
export async function readAnswer(response: Response): Promise<TestAnswer> {
  const text = await response.text();
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  return { status: response.status, headers: response.headers, body };
}

/** The gateway of a profile on a port of its own, over real HTTP, as a process without the portal serves it. */
export async function startGateway(
  profile: Profile = keydesk,
  services?: GatewayServices,
): Promise<TestGateway> {
  const gateway = createGateway(profile, services);
  const here: Env = { ...env(), ROLE: ['gateway'], HOST: '127.0.0.1', PORT: 0 };
  const { server } = makeServer(here, gateway.listener);
  const port = await listen(server, here);
  const base = `http://127.0.0.1:${port}${profile.base}`;
  return {
    base,
    port,
    async call(secret, method, path, body, headers) {
      return readAnswer(
        await fetch(`${base}${path}`, {
          method,
          headers: {
            authorization: `Bearer ${secret}`,
            ...(body !== undefined && { 'content-type': 'application/json' }),
            ...headers,
          },
          body: body === undefined ? undefined : JSON.stringify(body),
        }),
      );
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await gateway.close();
    },
  };
}
