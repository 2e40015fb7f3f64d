import { afterAll, beforeAll, beforeEach } from 'vitest';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { createApiKey } from '@/lib/domain/api-keys/create';
import type { CreateApiKeyInput } from '@/lib/domain/api-keys/schema';
import type { Profile } from '@/lib/profiles/profile';
import { granted, keyInput } from '@/lib/testing/factories/api-keys';
import { makeOwner } from '@/lib/testing/requests/profile-caller';
import { startGateway, type TestGateway } from '@/lib/testing/servers/gateway';

/** A gateway of a profile, and a customer of each test. */
export class ProfileGateway {
  private started: TestGateway | undefined;
  private customer: { owner: MemberActor; secret: string } | undefined;

  constructor(
    private readonly profile: Profile,
    private readonly currency: string,
  ) {}

  get gateway(): TestGateway {
    if (!this.started) throw new Error('The gateway has not started.');
    return this.started;
  }

  /** The owner of the test's workspace. */
  get owner(): MemberActor {
    return this.theCustomer.owner;
  }

  /** A sandbox key with every scope. */
  get secret(): string {
    return this.theCustomer.secret;
  }

  private get theCustomer() {
    if (!this.customer) throw new Error('There is no customer outside of a test.');
    return this.customer;
  }

  async start(): Promise<void> {
    this.started = await startGateway(this.profile);
  }

  /** Makes a new customer, who has money. */
  async changeCustomer(): Promise<void> {
    const owner = await makeOwner();
    await db().workspace.update({ where: { id: owner.workspaceId }, data: { currency: this.currency } });
    this.customer = { owner, secret: await this.createKey(owner) };
  }

  /** Creates another key, by default with every scope. */
  readonly makeKey = (changes: Partial<CreateApiKeyInput> = {}): Promise<string> =>
    this.createKey(this.owner, changes);

  private async createKey(owner: MemberActor, changes: Partial<CreateApiKeyInput> = {}): Promise<string> {
    const { keys } = this.profile;
    const scopes = keys.scopes.map(({ name }) => name);
    const input = keyInput({ length: keys.length.preset, scopes, rateLimit: 1_000, ...changes });
    return granted(await createApiKey(owner, input, keys)).secret;
  }

  readonly get = (path: string, secret = this.secret) => this.gateway.call(secret, 'GET', path);

  readonly post = (path: string, body: unknown, headers?: Record<string, string>, secret = this.secret) =>
    this.gateway.call(secret, 'POST', path, body, headers);
}

/** Starts a gateway for the tests of a file. Each test has a customer of its own. @param currency of their workspaces */
export function makeProfileGateway(profile: Profile, currency: string): ProfileGateway {
  const gateway = new ProfileGateway(profile, currency);
  beforeAll(() => gateway.start());
  beforeEach(() => gateway.changeCustomer());
  afterAll(() => gateway.gateway.close());
  return gateway;
}
