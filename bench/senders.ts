import pg from 'pg';
import { maskSecret } from '@/lib/domain/key-secrets/mask';
import { generateSecret, hashSecret } from '@/lib/domain/key-secrets/secret';
import { generateSigningSecret, sealSigningSecret } from '@/lib/domain/key-secrets/signing-secret';
import { newId } from '@/lib/ids';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { UNLIMITED } from './database';

/** A workspace with play money and one key with a signing secret. */
export interface Sender {
  workspaceId: string;
  keyId: string;
  secret: string;
  signingSecret: string;
}

/** Adds this many senders to a database created by `addDatabase`. */
export async function addSenders(url: string, count: number): Promise<Sender[]> {
  const senders = Array.from({ length: count }, () => ({
    workspaceId: newId('ws'),
    keyId: newId('key'),
    secret: generateSecret(keydesk.keys, 'sandbox', 64),
    signingSecret: generateSigningSecret(keydesk.keys),
  }));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const { workspaceId, keyId, secret, signingSecret } of senders) {
    await client.query(
      `INSERT INTO workspaces (id, name, sandbox_balance, rate_limit_cap) VALUES ($1, 'Bench', 10000000000000, ${UNLIMITED})`,
      [workspaceId],
    );
    await client.query(
      `INSERT INTO api_keys (id, workspace_id, environment, label, scopes, creation_token, created_by_id, rate_limit,
         sealed_signing_secret)
       VALUES ($1, $2, 'sandbox', 'Bench', '{*}', $1, 'usr_b', ${UNLIMITED}, $3)`,
      [keyId, workspaceId, sealSigningSecret(signingSecret)],
    );
    await client.query('INSERT INTO api_key_secrets (id, api_key_id, hash, masked) VALUES ($1, $2, $3, $4)', [
      newId('sec'),
      keyId,
      hashSecret(secret),
      maskSecret(keydesk.keys, secret),
    ]);
  }
  await client.query('VACUUM ANALYZE');
  await client.end();
  return senders;
}
