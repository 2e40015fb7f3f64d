import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { HOUR, MINUTE, now, SECOND } from '@/lib/clock';
import { log } from '@/lib/log';

/** How old the keys may be before they are read again. */
const FRESH_MS = HOUR;
/** How old they may be if they cannot be read: a key that was withdrawn must not work for longer. */
const USABLE_MS = 24 * HOUR;
/** How often they are read at most, whatever is sent to us. */
const PAUSE_MS = MINUTE;
const TIMEOUT_MS = 10 * SECOND;

const publishedSchema = z.object({
  public_keys: z.array(z.object({ key_identifier: z.string(), key: z.string() })),
});

/** The keys of a scanner cannot be read, so that nothing can be verified. */
export class ScannerKeysError extends Error {
  override name = 'ScannerKeysError';
}

/** The public key, if it is one that reports are signed with: ECDSA on the curve P-256. */
function readPublicKey(pem: string): KeyObject | undefined {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : undefined;
  } catch (err) {
    log.warn({ err }, 'A scanner publishes a key that cannot be read');
    return undefined;
  }
}

async function fetchKeys(url: string): Promise<Map<string, KeyObject>> {
  const response = await fetch(url, {
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`The address of the scanner's keys responded with ${response.status}.`);
  const { public_keys } = publishedSchema.parse(await response.json());
  const keys = new Map<string, KeyObject>();
  for (const { key_identifier, key: pem } of public_keys) {
    const key = readPublicKey(pem);
    if (key) keys.set(key_identifier, key);
  }
  return keys;
}

export interface ScannerKeys {
  /**
   * The key with this identifier; undefined if the scanner does not publish it.
   * @throws ScannerKeysError if the keys cannot be read
   */
  find(identifier: string): Promise<KeyObject | undefined>;
}

/**
 * The public keys that a scanner publishes at a URL, in memory. They are read again after an hour, and for an unknown
 * identifier, but at most once a minute.
 */
export function createScannerKeys(url: string): ScannerKeys {
  let keys: Map<string, KeyObject> | undefined;
  let readAt = 0;
  let triedAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;

  async function read(): Promise<void> {
    triedAt = now().getTime();
    try {
      keys = await fetchKeys(url);
      readAt = now().getTime();
    } catch (err) {
      log.warn({ err }, 'The keys of the scanner cannot be read');
    }
  }

  /** Reads the keys, unless that was tried a short time ago. Several callers wait for one read. */
  async function refresh(): Promise<void> {
    if (!reading && now().getTime() - triedAt < PAUSE_MS) return;
    reading ??= read().finally(() => {
      reading = undefined;
    });
    await reading;
  }

  const ageMs = () => now().getTime() - readAt;

  return {
    async find(identifier) {
      if (!keys?.has(identifier) || ageMs() > FRESH_MS) await refresh();
      if (!keys || ageMs() > USABLE_MS) throw new ScannerKeysError('The keys of the scanner are unknown.');
      return keys.get(identifier);
    },
  };
}
