import { type KeyObject, verify } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { SYSTEM } from '@/lib/domain/actor';
import { reportByScanner, type ScannerVerdict } from '@/lib/domain/leaks/report-by-scanner';
import { env } from '@/lib/env';
import { currentProfile } from '@/lib/profiles/current';
import { answerStatus, type JsonAnswer } from '@/lib/server/answer-status';
import { parseJson } from '@/lib/server/parse-json';
import { createScannerKeys, type ScannerKeys, ScannerKeysError } from '@/lib/server/scanner-keys';
import { readSmallBytes } from '@/lib/server/small-body';

/** Where secret scanners post what they found (docs/leaks.md). */
export const LEAK_REPORTS_PATH = '/scanner/reports';

const LARGEST_BODY = 4 * 1024 * 1024;
const RETRY_AFTER_SECONDS = 60;

const scanners = new Map<string, ScannerKeys>();

/** The keys that are published at a URL. The process has one memory of each. */
function scannerKeys(url: string): ScannerKeys {
  const keys = scanners.get(url) ?? createScannerKeys(url);
  scanners.set(url, keys);
  return keys;
}

interface Signature {
  key: KeyObject;
  signature: Buffer;
}

/** What the headers say of the signature; undefined if something is missing or the scanner does not publish the key. */
async function readSignature(keys: ScannerKeys, req: IncomingMessage): Promise<Signature | undefined> {
  const header = (name: string) => String(req.headers[name] ?? '');
  const signature = Buffer.from(header('github-public-key-signature'), 'base64');
  const identifier = header('github-public-key-identifier');
  if (signature.length === 0 || identifier === '') return undefined;
  const key = await keys.find(identifier);
  return key && { key, signature };
}

function toWire({ tokenHash, type, isSecret }: ScannerVerdict) {
  return {
    token_hash: tokenHash,
    token_type: type,
    label: isSecret ? 'true_positive' : 'false_positive',
  };
}

async function answerFor(req: IncomingMessage): Promise<number | JsonAnswer> {
  const { LEAK_REPORT_KEYS_URL } = env();
  if (!LEAK_REPORT_KEYS_URL) return 404;
  if (req.method !== 'POST') return 405;
  let signed: Signature | undefined;
  try {
    signed = await readSignature(scannerKeys(LEAK_REPORT_KEYS_URL), req);
  } catch (error) {
    if (error instanceof ScannerKeysError) return 503;
    throw error;
  }
  // Before the body, so that strangers cannot make us read and keep large ones.
  if (!signed) return 401;
  const body = await readSmallBytes(req, LARGEST_BODY);
  if (body === undefined) return 413;
  // ECDSA P-256 with SHA-256 over the bytes.
  if (!verify('sha256', body, signed.key, signed.signature)) return 401;
  const reported = await reportByScanner(SYSTEM, parseJson(body.toString('utf8')), currentProfile().keys);
  return reported.ok ? { json: reported.value.map(toWire) } : 400;
}

/** Handles the report of a secret scanner. docs/leaks.md explains the format and the status codes. */
export function answerLeakReport(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const failure = {
    message: 'A report of a scanner could not be taken',
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  };
  return answerStatus(res, () => answerFor(req), failure);
}
