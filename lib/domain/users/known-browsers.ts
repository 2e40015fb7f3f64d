import { randomBase62 } from '@/lib/base62';
import { DAY, now } from '@/lib/clock';
import { sha256 } from '@/lib/crypto';
import { db, type Transaction } from '@/lib/db/client';
import { newId } from '@/lib/ids';

/** How many browsers an account knows: those that signed in last. */
export const BROWSERS_MAX = 5;
/** A browser that has not signed in for this long is no longer known. */
export const BROWSER_LIFETIME = 180 * DAY;

/** 256 bits. */
const TOKEN_LENGTH = 43;

export interface KnownBrowser {
  id: string;
  userId: string;
}

const remembered = () => ({ gt: new Date(now().getTime() - BROWSER_LIFETIME) });

/**
 * The accounts with that address that know the browser with the token. There can be several, because several users can
 * claim an address. The query is the same whether there is such an account or not.
 */
export async function findKnownBrowsers(email: string, token: string | null): Promise<KnownBrowser[]> {
  if (!token) return [];
  return db().knownBrowser.findMany({
    where: { tokenHash: sha256(token), user: { email }, lastUsedAt: remembered() },
    select: { id: true, userId: true },
  });
}

/** A new token for the browser. Somebody else may have copied the old one. */
async function renewToken(tx: Transaction, token: string | null): Promise<string> {
  const fresh = randomBase62(TOKEN_LENGTH);
  if (token) {
    await tx.knownBrowser.updateMany({
      where: { tokenHash: sha256(token) },
      data: { tokenHash: sha256(fresh) },
    });
  }
  return fresh;
}

async function forgetOldest(tx: Transaction, userId: string): Promise<void> {
  const beyond = await tx.knownBrowser.findMany({
    where: { userId },
    orderBy: [{ lastUsedAt: 'desc' }, { id: 'asc' }],
    skip: BROWSERS_MAX,
    select: { id: true },
  });
  await tx.knownBrowser.deleteMany({ where: { id: { in: beyond.map(({ id }) => id) } } });
}

/**
 * Remembers the browser for an account that has just signed in with it, and returns the new value of its cookie.
 * Several accounts can know the same browser.
 */
export async function rememberBrowser(
  tx: Transaction,
  userId: string,
  token: string | null,
): Promise<string> {
  const lastUsedAt = now();
  const { count } = await tx.knownBrowser.updateMany({
    where: { userId, tokenHash: sha256(token ?? ''), lastUsedAt: remembered() },
    data: { lastUsedAt },
  });
  if (token && count === 1) return token;
  const fresh = await renewToken(tx, token);
  await tx.knownBrowser.create({
    data: { id: newId('brw'), userId, tokenHash: sha256(fresh), createdAt: lastUsedAt, lastUsedAt },
    select: { id: true },
  });
  await forgetOldest(tx, userId);
  return fresh;
}

/** Forgets all browsers of an account. */
export async function forgetBrowsers(tx: Transaction, userId: string): Promise<void> {
  await tx.knownBrowser.deleteMany({ where: { userId } });
}
