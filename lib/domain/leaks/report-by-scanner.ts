import { sha256 } from '@/lib/crypto';
import type { Actor } from '@/lib/domain/actor';
import { authorizeSystem } from '@/lib/domain/authorize';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { hashSecret } from '@/lib/domain/key-secrets/secret';
import { enqueueReports } from '@/lib/domain/leaks/enqueue-reports';
import { findKnown } from '@/lib/domain/leaks/find-known';
import { safeLocation } from '@/lib/domain/leaks/location';
import { scannerReportSchema } from '@/lib/domain/leaks/schema';
import { parse } from '@/lib/domain/parse';
import { ok, type Result } from '@/lib/errors';

/** What the scanner learns about a text that it found. */
export interface ScannerVerdict {
  /** SHA-256 in hexadecimal digits. The text itself is not sent back. */
  tokenHash: string;
  /** What the scanner calls the format of the text. */
  type: string;
  /** Whether it is or was a secret of ours. */
  isSecret: boolean;
}

/**
 * Takes the report of a secret scanner, in the format of GitHub's partner program. The caller has verified its signature.
 * The worker handles what is a secret of ours. Refuses with INVALID_REQUEST, or FORBIDDEN for everyone but the system.
 */
export async function reportByScanner(
  actor: Actor,
  input: unknown,
  policy: KeyPolicy,
): Promise<Result<ScannerVerdict[]>> {
  const parsed = parse(scannerReportSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeSystem(actor, 'leaks/report-by-scanner');
  if (!authorized.ok) return authorized;
  const reported = parsed.value.map((report) => ({ ...report, hash: hashSecret(report.token) }));
  const found = await findKnown(reported.map(({ hash }) => hash));
  const known = new Set(found.map(({ hash }) => hash));
  const isSecret = (hash: Buffer) => known.has(hash.toString('hex'));
  await enqueueReports(
    reported
      .filter(({ hash }) => isSecret(hash))
      .map(({ token, url = '', hash }) => ({
        hash,
        source: 'scanner',
        location: safeLocation(url, [token], policy),
      })),
  );
  return ok(
    reported.map(({ token, type, hash }) => ({
      tokenHash: sha256(token).toString('hex'),
      type,
      isSecret: isSecret(hash),
    })),
  );
}
