import type { Environment, Role, StaffRole } from '@/lib/db/generated/enums';

/** A customer's user, signed in to a workspace. */
export interface MemberActor {
  kind: 'member';
  userId: string;
  workspaceId: string;
  role: Role;
  emailVerified: boolean;
  sessionId: string;
  address: string | null;
}

/** A customer's user who is signed in to no workspace, because they are a member of none at the moment. */
export interface UserActor {
  kind: 'user';
  userId: string;
  emailVerified: boolean;
  sessionId: string;
  address: string | null;
}

/** A customer's server, calling with one of its keys. */
export interface ApiKeyActor {
  kind: 'apiKey';
  keyId: string;
  /** The secret of the key that the call carries. */
  secretId: string;
  workspaceId: string;
  environment: Environment;
  /** The scope that the key needs for this call; null if it needs none. */
  scope: string | null;
  address: string | null;
  /** The id of the call. Undefined if there is none. */
  requestId?: string;
}

/** A member of the provider's staff, signed in. Staff have no workspace of their own. */
export interface StaffActor {
  kind: 'staff';
  userId: string;
  role: StaffRole;
  sessionId: string;
  address: string | null;
}

/** What an agent may do in an impersonation session: only view, or also make changes. */
export type ImpersonationMode = 'view' | 'act';

/**
 * A staff member who acts as a member in an impersonation session. They may do only what the member may, and of that only
 * what `permissions.ts` allows support.
 */
export interface ImpersonatedActor {
  kind: 'impersonated';
  /** The member. */
  userId: string;
  workspaceId: string;
  /** The member's role. */
  role: Role;
  emailVerified: boolean;
  agentId: string;
  impersonationId: string;
  /** `view` changes nothing. */
  mode: ImpersonationMode;
  address: string | null;
}

/** Keydesk itself (the worker, the command line), or a guest. */
export interface SystemActor {
  kind: 'system';
  address: string | null;
}

/** Who acts. Every verb takes an actor and decides by it. */
export type Actor = MemberActor | UserActor | ImpersonatedActor | StaffActor | ApiKeyActor | SystemActor;

/** A customer's user, signed in to a workspace or to none. */
export type CustomerActor = MemberActor | UserActor;

/** Who uses a workspace's pages: a member, or an agent in an impersonation session. */
export type WorkspaceActor = MemberActor | ImpersonatedActor;

/** Who manages a workspace's API keys: somebody on its pages, or one of its keys by the API. */
export type KeyManager = WorkspaceActor | ApiKeyActor;

/** The user who operates the browser: the agent in an impersonation session, otherwise the member. */
export function operatorId(actor: WorkspaceActor): string {
  return actor.kind === 'impersonated' ? actor.agentId : actor.userId;
}

/** The worker and the command line. */
export const SYSTEM: SystemActor = { kind: 'system', address: null };
