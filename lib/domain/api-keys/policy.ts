import type { Environment } from '@/lib/db/generated/enums';

export interface ScopeDeclaration {
  name: string;
  /** One short sentence for the person who picks it. */
  description: string;
}

export interface ScopePreset {
  name: string;
  scopes: readonly string[];
}

/** What a profile says of its API keys. */
export interface KeyPolicy {
  /** The first segment of every secret. */
  prefix: string;
  /** The second segment of every secret. */
  environmentSegment: Record<Environment, string>;
  /** How many characters follow the second underscore. */
  length: { min: number; max: number; preset: number /** Shorter ones are warned about. */; advised: number };
  scopes: readonly ScopeDeclaration[];
  presets: readonly ScopePreset[];
  /** The environment variable that the portal proposes for the secret. */
  variable: string;
  /** The one for the signing secret. */
  signingVariable: string;
}

/** The start of every signing secret. */
export const SIGNING_SECRET_PREFIX = 'kds_';

/** The scope that stands for all others. */
export const FULL_ACCESS = '*';
