import { hkdfSync, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { MIN_SECRET_LENGTH } from '@/lib/env';
import { OperatorError } from '@/lib/operator-error';

/** The file with the secret of an installation without APP_SECRET. */
export function secretFile(dataDir: string): string {
  return path.resolve(dataDir, 'app-secret');
}

/** Identifies a secret without revealing it: HKDF-SHA-256 (RFC 5869) with a purpose of its own. */
export function fingerprintOf(secret: string): Buffer<ArrayBuffer> {
  return Buffer.from(hkdfSync('sha256', secret, 'keydesk', 'secret-fingerprint', 32));
}

/**
 * The secret in `dataDir`, trimmed; undefined if there is no such file.
 * @throws OperatorError if the file cannot be read, is empty, or has a secret that is too short
 */
export async function readSecret(dataDir: string): Promise<string | undefined> {
  const file = secretFile(dataDir);
  let secret: string;
  try {
    secret = (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if ('code' in error && error.code === 'ENOENT') return undefined;
    throw new OperatorError(`The file ${file}, which holds the secret, cannot be read: ${error.message}.`);
  }
  if (secret.length >= MIN_SECRET_LENGTH) return secret;
  const fault = secret === '' ? 'is empty' : `holds fewer than ${MIN_SECRET_LENGTH} characters`;
  throw new OperatorError(
    `The file ${file} ${fault}: restore the secret that it held from your backup, or delete the file if this installation is new.`,
  );
}

/**
 * Creates the secret of a new installation in `dataDir`. If another start was first, returns its secret.
 * @throws OperatorError if the file cannot be written
 */
export async function makeSecret(dataDir: string): Promise<string> {
  const file = secretFile(dataDir);
  const draft = `${file}-${randomBytes(6).toString('hex')}`;
  try {
    await mkdir(dataDir, { recursive: true });
    // The file is complete before it gets its name, which only one of two starts can give it.
    await writeFile(draft, randomBytes(48).toString('base64url'), { mode: 0o600, flush: true });
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    await rm(draft);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new OperatorError(`The secret cannot be kept in ${file}: ${error.message}.`);
  }
  const secret = await readSecret(dataDir);
  if (secret === undefined) throw new OperatorError(`The file ${file}, which holds the secret, was deleted.`);
  return secret;
}
