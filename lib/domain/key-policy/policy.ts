import type { Environment } from '@/lib/db/generated/enums';

export interface ScopeDeclaration {
  name: string;
  /** The heading that the portal lists it under. */
  group: string;
  /** One short sentence for the person who picks it. */
  description: string;
}

export interface ScopePreset {
  name: string;
  scopes: readonly string[];
}

export interface KeyEnvironment {
  /** What its secrets begin with. It may be empty; then the secret does not tell the environment. */
  prefix: string;
  /** What the API calls it. */
  wire: string;
  /** What the portal calls it. */
  label: string;
}

/** What customers use a key for. */
export interface KeyPurpose {
  name: string;
  /** How old a secret may become before the portal asks to rotate it. Null: as needed. */
  rotateAfterDays: number | null;
}

/** How a provider's API keys look and what they can do. Plain data: the portal sends it to the browser. */
export interface KeyPolicy {
  environments: Record<Environment, KeyEnvironment>;
  /**
   * What separates the number of a key from the random characters, such as `|` in `17|Ab3…`: the prefix is followed by
   * the key's number in its workspace. Null: secrets contain no number.
   */
  numberSeparator: string | null;
  /** Whether the API names a key by its number in its workspace instead of by `key_…`. */
  numericIds?: boolean;
  /** The random characters. */
  alphabet: string;
  /** `crc32`: the last six characters are the CRC-32 of the random ones before them, in base62, as GitHub does it. */
  checksum: 'crc32' | null;
  /** How many characters follow the prefix and the number, including the checksum. */
  length: {
    min: number;
    max: number;
    preset: number;
    /** The form warns about shorter ones. */
    advised: number;
  };
  /** In calls a minute. */
  rateLimit: {
    /** Of a new key. */
    preset: number;
    /** The highest one, unless the workspace has a cap of its own. */
    max: number;
    /** Whether that is also the limit of all keys of a workspace together. */
    shared: boolean;
  };
  /** `recoverable`: the secret is also stored sealed, so that its owner can see it again. */
  reveal: 'once' | 'recoverable';
  scopes: readonly ScopeDeclaration[];
  presets: readonly ScopePreset[];
  /** Without them, keys have no purpose. */
  purposes?: readonly KeyPurpose[];
  /** Whether a key can have the scope `*`, which means all others. */
  fullAccess: boolean;
  /** The environment variable that the portal proposes for the secret. */
  variable: string;
  /** The one for the signing secret. */
  signingVariable: string;
  /** What signing secrets begin with. It may be empty. */
  signingPrefix: string;
  /** Whether every key gets one when it is created. Otherwise a key gets it once its calls must be signed. */
  alwaysHasSigningSecret?: boolean;
}

/** The scope that means all others. */
export const FULL_ACCESS = '*';
