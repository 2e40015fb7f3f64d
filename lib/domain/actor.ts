import type { Environment, Role } from '@/lib/db/generated/enums';

/** A customer's user, signed in, in the workspace that their session stands in. */
export interface MemberActor {
  kind: 'member';
  userId: string;
  workspaceId: string;
  role: Role;
  emailVerified: boolean;
  sessionId: string;
  address: string | null;
}

/** A customer's server, calling with one of its keys. */
export interface ApiKeyActor {
  kind: 'apiKey';
  keyId: string;
  /** The one of the key's secrets that it calls with. */
  secretId: string;
  workspaceId: string;
  environment: Environment;
  /** What its key must be allowed for what it is about to do; null: nothing in particular. */
  scope: string | null;
  address: string | null;
}

/** Keydesk itself: the worker, the command line, a visitor who has no session yet. */
export interface SystemActor {
  kind: 'system';
  address: string | null;
}

/** Who does it. Every verb takes one and decides by it. */
export type Actor = MemberActor | ApiKeyActor | SystemActor;

/** The worker and the command line. */
export const SYSTEM: SystemActor = { kind: 'system', address: null };
