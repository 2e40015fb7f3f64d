import { now } from '@/lib/clock';
import type { Prisma } from '@/lib/db/generated/client';
import type { Environment } from '@/lib/db/generated/enums';
import { type ApiKeyStatus, apiKeyStatus } from '@/lib/domain/api-keys/status';

/** What pages show of a key. */
export interface ApiKeyView {
  id: string;
  label: string;
  environment: Environment;
  scopes: string[];
  maskedSecret: string;
  status: ApiKeyStatus;
  createdAt: Date;
  createdBy: string;
  expiresAt: Date | null;
  revokedAt: Date | null;
  revokedBy: string | null;
  lastUse: LastUse | null;
}

export interface LastUse {
  at: Date;
  address: string | null;
  operation: string | null;
  client: string | null;
}

export const lastUseColumns = {
  lastUsedAt: true,
  lastUsedAddress: true,
  lastUsedOperation: true,
  lastUsedClient: true,
} satisfies Prisma.ApiKeySelect;

/** The columns that `toView` reads; the secret's hash is never among them. */
export const viewColumns = {
  id: true,
  label: true,
  environment: true,
  scopes: true,
  secrets: { where: { replacedAt: null }, select: { masked: true } },
  createdAt: true,
  expiresAt: true,
  disabledAt: true,
  revokedAt: true,
  createdBy: { select: { name: true } },
  revokedBy: { select: { name: true } },
  ...lastUseColumns,
} satisfies Prisma.ApiKeySelect;

/** Where and when a key was last used; null when it never was. */
export function toLastUse(row: Prisma.ApiKeyGetPayload<{ select: typeof lastUseColumns }>): LastUse | null {
  if (!row.lastUsedAt) return null;
  return {
    at: row.lastUsedAt,
    address: row.lastUsedAddress,
    operation: row.lastUsedOperation,
    client: row.lastUsedClient,
  };
}

/** A stored key as pages show it, with its state of this moment. */
export function toView(row: Prisma.ApiKeyGetPayload<{ select: typeof viewColumns }>): ApiKeyView {
  return {
    id: row.id,
    label: row.label,
    environment: row.environment,
    scopes: row.scopes,
    maskedSecret: row.secrets[0]?.masked ?? '',
    status: apiKeyStatus(row, now()),
    createdAt: row.createdAt,
    createdBy: row.createdBy.name,
    expiresAt: row.expiresAt,
    revokedAt: row.revokedAt,
    revokedBy: row.revokedBy?.name ?? null,
    lastUse: toLastUse(row),
  };
}
