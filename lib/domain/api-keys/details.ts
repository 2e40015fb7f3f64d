import { now } from '@/lib/clock';
import type { Prisma } from '@/lib/db/generated/client';
import type { Allowlist } from '@/lib/domain/allowlists/schema';
import { storedAllowlist } from '@/lib/domain/allowlists/stored';
import { limitColumns, toLimits } from '@/lib/domain/api-keys/limits';
import type { KeyLimits } from '@/lib/domain/api-keys/schema';
import { type ApiKeyView, overlappingSecret, toView, viewColumns } from '@/lib/domain/api-keys/view';
import {
  type OldSigningSecret,
  oldSigningColumns,
  toOldSigningSecret,
} from '@/lib/domain/key-secrets/old-signing-secret';
import { signingSecretVersion } from '@/lib/domain/key-secrets/signing-secret';

/** What the settings page shows of a key. */
export interface ApiKeyDetails extends ApiKeyView {
  /** What people should know about it; may be empty. */
  note: string;
  /** Calls a minute. */
  rateLimit: number;
  /** The highest rate limit that a key of this workspace can have, in calls a minute; null: that of the policy. */
  rateLimitCap: number | null;
  signing: {
    required: boolean;
    /** Identifies the current signing secret; null without one. */
    secretVersion: string | null;
    /** The one that it replaced, while signatures of both are accepted. */
    old: OldSigningSecret | null;
  };
  allowlist: Allowlist;
  limits: KeyLimits;
  /** ISO 4217. The currency of the limits. */
  currency: string;
  /** The id of the current secret. */
  secretId: string;
  /** During a rotation: the old secret that still works. */
  oldSecret: OldSecret | null;
}

export interface OldSecret {
  id: string;
  maskedSecret: string;
  replacedAt: Date;
  /** Null: when a member retires it. */
  endsAt: Date | null;
}

/** The columns that `toDetails` reads. They never include the hash of a secret. */
export const detailsColumns = {
  ...viewColumns,
  note: true,
  rateLimit: true,
  secretLength: true,
  signingRequired: true,
  sealedSigningSecret: true,
  oldSigningSecret: { select: oldSigningColumns },
  createdById: true,
  createdByKeyId: true,
  allowlist: true,
  ...limitColumns,
  workspace: { select: { currency: true, rateLimitCap: true } },
} satisfies Prisma.ApiKeySelect;

export type DetailsRow = Prisma.ApiKeyGetPayload<{ select: typeof detailsColumns }>;

/** A stored key with all its settings. */
export function toDetails(row: DetailsRow): ApiKeyDetails {
  const at = now();
  const old = overlappingSecret(row.secrets, at);
  return {
    ...toView(row),
    note: row.note,
    rateLimit: row.rateLimit,
    rateLimitCap: row.workspace.rateLimitCap,
    signing: {
      required: row.signingRequired,
      secretVersion: row.sealedSigningSecret && signingSecretVersion(row.sealedSigningSecret),
      old: toOldSigningSecret(row.oldSigningSecret, at),
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
