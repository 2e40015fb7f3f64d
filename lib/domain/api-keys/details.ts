import { now } from '@/lib/clock';
import type { Prisma } from '@/lib/db/generated/client';
import type { Allowlist } from '@/lib/domain/allowlists/schema';
import { storedAllowlist } from '@/lib/domain/allowlists/stored';
import { limitColumns, toLimits } from '@/lib/domain/api-keys/limits';
import type { KeyLimits } from '@/lib/domain/api-keys/schema';
import { type ApiKeyView, overlappingSecret, toView, viewColumns } from '@/lib/domain/api-keys/view';
import { signingSecretVersion } from '@/lib/domain/key-secrets/signing-secret';

/** What the settings page shows of a key. */
export interface ApiKeyDetails extends ApiKeyView {
  /** Calls a minute. */
  rateLimit: number;
  /** The most calls a minute that the workspace's keys may be given. */
  rateLimitCap: number;
  signing: {
    required: boolean;
    /** Names the signing secret of this moment; null while there is none. */
    secretVersion: string | null;
  };
  allowlist: Allowlist;
  limits: KeyLimits;
  /** ISO 4217: what the limits are in. */
  currency: string;
  /** The current secret's. */
  secretId: string;
  /** While the key rotates: the secret that still works beside the current one. */
  oldSecret: OldSecret | null;
}

export interface OldSecret {
  id: string;
  maskedSecret: string;
  replacedAt: Date;
  /** Null: when it is retired. */
  endsAt: Date | null;
}

/** The columns that `toDetails` reads; a secret's hash is never among them. */
export const detailsColumns = {
  ...viewColumns,
  rateLimit: true,
  secretLength: true,
  number: true,
  signingRequired: true,
  sealedSigningSecret: true,
  allowlist: true,
  ...limitColumns,
  workspace: { select: { currency: true, rateLimitCap: true } },
} satisfies Prisma.ApiKeySelect;

export type DetailsRow = Prisma.ApiKeyGetPayload<{ select: typeof detailsColumns }>;

/** A stored key with all that can be set of it. */
export function toDetails(row: DetailsRow): ApiKeyDetails {
  const old = overlappingSecret(row.secrets, now());
  return {
    ...toView(row),
    rateLimit: row.rateLimit,
    rateLimitCap: row.workspace.rateLimitCap,
    signing: {
      required: row.signingRequired,
      secretVersion: row.sealedSigningSecret && signingSecretVersion(row.sealedSigningSecret),
    },
    allowlist: storedAllowlist(row.allowlist),
    limits: toLimits(row),
    currency: row.workspace.currency,
    secretId: row.secrets.find((secret) => !secret.replacedAt)?.id ?? '',
    oldSecret: old && {
      id: old.id,
      maskedSecret: old.masked,
      replacedAt: old.replacedAt,
      endsAt: old.endsAt,
    },
  };
}
