// A node:http server that verifies the key of each call with better-auth and responds with the key. It makes its own keys, and
// returns them at /keys. bench/better-auth.ts runs a copy of it next to the installed packages.
import { createServer } from 'node:http';
import { apiKey } from '@better-auth/api-key';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import pg from 'pg';

const { PORT, DATABASE_URL, APP_SECRET, CONNECTIONS, KEYS, RATE_LIMIT } = process.env;

const options = {
  secret: APP_SECRET,
  baseURL: `http://127.0.0.1:${PORT}`,
  database: new pg.Pool({ connectionString: DATABASE_URL, max: Number(CONNECTIONS) }),
  emailAndPassword: { enabled: true },
  logger: { level: 'error' },
  telemetry: { enabled: false },
  // Limits are counted, as in the product, but never reached.
  plugins: [apiKey({ rateLimit: { enabled: true, timeWindow: 60_000, maxRequests: Number(RATE_LIMIT) } })],
};
const { runMigrations } = await getMigrations(options);
await runMigrations();
const { api } = betterAuth(options);

const account = { name: 'B', email: 'b@bench.test', password: 'long enough for a benchmark' };
const { user } = await api.signUpEmail({ body: account });
const make = () => api.createApiKey({ body: { userId: user.id, name: 'Production server' } });
const made = await Promise.all(Array.from({ length: Number(KEYS) }, make));
const secrets = JSON.stringify(made.map(({ key }) => key));

async function answer({ url, headers }) {
  if (url === '/keys') return { status: 200, body: secrets };
  const key = headers.authorization?.slice('Bearer '.length);
  if (!key) return { status: 401, body: '{}' };
  const verified = await api.verifyApiKey({ body: { key } });
  if (!verified.valid) return { status: 401, body: JSON.stringify({ code: verified.error.code }) };
  const { id, name, referenceId } = verified.key;
  return { status: 200, body: JSON.stringify({ key: { id, name }, owner: { id: referenceId } }) };
}

createServer(async (request, response) => {
  const { status, body } = await answer(request);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  });
  response.end(body);
}).listen(Number(PORT));
