import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { Bursts } from '@/lib/bursts';
import { HOUR, MINUTE, now, SECOND } from '@/lib/clock';
import { log } from '@/lib/log';

/** How old the keys may be before they are read again. */
const FRESH_MS = HOUR;
/** How old they may be if they cannot be read: a key that was withdrawn must not work for longer. */
const USABLE_MS = 24 * HOUR;
/** How long they are not read again if they cannot be read. */
const PAUSE_MS = MINUTE;
/**
 * How often they are read for unknown identifiers: this often, and then once in a while. Anybody can make up identifiers,
 * and GitHub lets an address read its keys 60 times an hour.
 */
const UNKNOWN_BURST = 5;
const UNKNOWN_PAUSE_MS = 5 * MINUTE;
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
   * @throws ScannerKeysError if that cannot be found out now
   */
  find(identifier: string): Promise<KeyObject | undefined>;
}

/**
 * The public keys that a scanner publishes at a URL, in memory. They are read again after an hour, and for an unknown
 * identifier, but not for any number of those.
 */
export function createScannerKeys(url: string): ScannerKeys {
  let keys: Map<string, KeyObject> | undefined;
  let readAt = 0;
  let failedAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<boolean> | undefined;
  const unknown = new Bursts(UNKNOWN_BURST, UNKNOWN_PAUSE_MS);

  const time = () => now().getTime();
  const ageMs = () => time() - readAt;

  async function read(): Promise<boolean> {
    try {
      keys = await fetchKeys(url);
      readAt = time();
      return true;
    } catch (err) {
      failedAt = time();
      log.warn({ err }, 'The keys of the scanner cannot be read');
      return false;
    }
  }

  /** Reads the keys, unless that failed a short time ago. Several callers wait for one read. False if they were not read. */
  function refresh(): Promise<boolean> {
    if (!reading && time() - failedAt < PAUSE_MS) return Promise.resolve(false);
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  }

  /** Reads the keys for an identifier that is not among them, unless that happens too often. */
  function refreshForUnknown(): Promise<boolean> {
    if (reading) return reading;
    if (!unknown.hasRoom(url, time())) return Promise.resolve(false);
    unknown.take(url, time());
    return refresh();
  }

  return {
    async find(identifier) {
      const isOld = !keys || ageMs() > FRESH_MS;
      const isCurrent = isOld ? await refresh() : keys?.has(identifier) || (await refreshForUnknown());
      if (!keys || ageMs() > USABLE_MS) throw new ScannerKeysError('The keys of the scanner are unknown.');
      const key = keys.get(identifier);
      if (!key && !isCurrent) throw new ScannerKeysError('The key is unknown, and cannot be looked up now.');
      return key;
    },
  };
}
