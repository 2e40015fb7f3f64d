import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeSystem } from '@/lib/domain/authorize';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { hashSecret } from '@/lib/domain/key-secrets/secret';
import { enqueueReports } from '@/lib/domain/leaks/enqueue-reports';
import { findSecrets } from '@/lib/domain/leaks/find-secrets';
import { safeLocation } from '@/lib/domain/leaks/location';
import { reportByFormSchema } from '@/lib/domain/leaks/schema';
import { parse } from '@/lib/domain/parse';
import { countAttempt } from '@/lib/domain/throttle/attempts';
import { ok, type Result } from '@/lib/errors';
import { log } from '@/lib/log';

/** The attempts of a network count together, whatever it reports. */
const EVERYTHING = 'leaks';

/** When this many texts wait, others are dropped, so that nobody fills the table. */
const WAITING_MAX = 10_000;

async function hasRoom(): Promise<boolean> {
  const waiting = await db().leakReport.count({ where: { source: 'form' }, take: WAITING_MAX });
  if (waiting < WAITING_MAX) return true;
  log.warn({ waiting }, 'Too many reports of leaked keys wait, and one was dropped');
  return false;
}

/**
 * Takes a report of anybody that a secret leaked. The texts are looked up when the worker handles them, so that known and
 * unknown secrets get the same response after the same work. The response is the same, too, if too many wait. Refuses with INVALID_REQUEST, TOO_MANY_ATTEMPTS, or FORBIDDEN
 * for everyone but guests.
 */
export async function reportLeakByForm(
  actor: Actor,
  input: unknown,
  policy: KeyPolicy,
): Promise<Result<null>> {
  const authorized = authorizeSystem(actor, 'leaks/report-by-form');
  if (!authorized.ok) return authorized;
  const parsed = parse(reportByFormSchema, input);
  if (!parsed.ok) return parsed;
  const { text, url = '' } = parsed.value;
  const counted = await countAttempt('leak-report', EVERYTHING, { address: authorized.value.address });
  if (!counted.ok) return counted;
  const secrets = findSecrets(text, policy);
  const location = safeLocation(url, secrets, policy);
  if (!(await hasRoom())) return ok(null);
  await enqueueReports(secrets.map((secret) => ({ hash: hashSecret(secret), source: 'form', location })));
  return ok(null);
}
