import type { Environment } from '@/lib/db/generated/enums';

/** What happened to a key after its creation. */
export type KeyState = 'in use' | 'never used' | 'disabled' | 'expired' | 'revoked';

/** A key of the demonstration data. */
export interface DemonstrationKey {
  label: string;
  environment: Environment;
  /** Among the keys in each environment, at least one is in use. */
  state: KeyState;
  scopes: readonly string[];
  /** One of those that the provider's keys have; none otherwise. */
  purpose?: string;
}

/** What `npm run seed` fills a provider's database with: an example of its customers, their keys and their messages. */
export interface Demonstration {
  /** Workspaces by the domain of their members' addresses. Nobody can own a domain under .example. */
  customers: Readonly<Record<string, string>>;
  /** The keys of each customer, in every state. */
  keys: readonly DemonstrationKey[];
  /** Who the messages come from. */
  sender: string;
  /** The texts of sandbox messages, by recipient. */
  messages: Readonly<Record<string, string>>;
}
