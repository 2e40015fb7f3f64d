import { UNLIMITED } from '@/bench/database';
import type { MemberActor } from '@/lib/domain/actor';
import { disableApiKey } from '@/lib/domain/api-keys/disable';
import { enableApiKey } from '@/lib/domain/api-keys/enable';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { retireSecret } from '@/lib/domain/key-rotation/retire-secret';
import { rotateApiKey } from '@/lib/domain/key-rotation/rotate';
import { changeScopes } from '@/lib/domain/key-settings/change-scopes';
import { setAllowlist } from '@/lib/domain/key-settings/set-allowlist';
import { granted } from '@/lib/operator-error';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { makeKey } from '@/lib/testing/factories/api-keys';
import type { KeyState } from './history';
import type { Recorder } from './recorder';

/** A secret of a key, which calls carry. */
export interface Secret {
  /** Its number in the history. */
  number: number;
  text: string;
}

interface StoredSecret extends Secret {
  id: string;
}

const ALL_SCOPES = ['messages.send', 'balance.read'];
/** Calls come from this machine. */
const ELSEWHERE = [{ network: '10.0.0.0/8', note: '' }];

let secrets = 0;

function numbered(text: string, id: string): StoredSecret {
  secrets += 1;
  return { number: secrets, text, id };
}

/** A key that is changed by the verbs of the portal. Each change is recorded. */
export class ChangedKey {
  private disabled = false;
  private scopes: readonly string[] = ALL_SCOPES;
  private addressAllowed = true;

  private constructor(
    private readonly recorder: Recorder,
    private readonly owner: MemberActor,
    private readonly id: string,
    private current: StoredSecret,
    private old: StoredSecret | null = null,
  ) {}

  static async create(recorder: Recorder, owner: MemberActor): Promise<ChangedKey> {
    const from = recorder.before();
    const { key, secret } = await makeKey(owner, { scopes: ALL_SCOPES, rateLimit: UNLIMITED });
    const created = new ChangedKey(recorder, owner, key.id, numbered(secret, key.secretId));
    created.record('create', from);
    return created;
  }

  /** The secrets that work, if nothing else stops the calls. */
  get secrets(): Secret[] {
    return this.old ? [this.current, this.old] : [this.current];
  }

  get isRotating(): boolean {
    return this.old !== null;
  }

  /** What makes the key usable again; empty if nothing stops its calls. */
  get repairs(): (() => Promise<void>)[] {
    return [
      ...(this.disabled ? [() => this.enable()] : []),
      ...(this.scopes.length < ALL_SCOPES.length ? [() => this.setScopes(ALL_SCOPES)] : []),
      ...(this.addressAllowed ? [] : [() => this.allowAddress(true)]),
    ];
  }

  /** What stops some calls of the key or all of them. */
  get restrictions(): (() => Promise<void>)[] {
    const rotations = [() => this.rotate('now'), () => this.rotate('untilRetired')];
    return [
      () => this.disable(),
      () => this.setScopes(['messages.send']),
      () => this.setScopes(['balance.read']),
      () => this.allowAddress(false),
      ...(this.isRotating ? [() => this.retireOld()] : rotations),
    ];
  }

  async revoke(): Promise<void> {
    const from = this.recorder.before();
    granted(await revokeApiKey(this.owner, { keyId: this.id }));
    this.record('revoke', from, []);
  }

  private async disable(): Promise<void> {
    const from = this.recorder.before();
    granted(await disableApiKey(this.owner, { keyId: this.id }));
    this.disabled = true;
    this.record('disable', from);
  }

  private async enable(): Promise<void> {
    const from = this.recorder.before();
    granted(await enableApiKey(this.owner, { keyId: this.id }));
    this.disabled = false;
    this.record('enable', from);
  }

  private async setScopes(scopes: readonly string[]): Promise<void> {
    const from = this.recorder.before();
    const input = { keyId: this.id, scopes };
    granted(await changeScopes(this.owner, input, keydesk.keys, keydesk.routes));
    this.scopes = scopes;
    this.record('scopes', from);
  }

  private async allowAddress(allowed: boolean): Promise<void> {
    const from = this.recorder.before();
    granted(await setAllowlist(this.owner, { keyId: this.id, allowlist: allowed ? [] : ELSEWHERE }));
    this.addressAllowed = allowed;
    this.record('allowlist', from);
  }

  private async rotate(overlap: 'now' | 'untilRetired'): Promise<void> {
    const from = this.recorder.before();
    const input = { keyId: this.id, secretId: this.current.id, overlap };
    const { key, secret } = granted(await rotateApiKey(this.owner, input, keydesk.keys));
    this.old = overlap === 'now' ? null : this.current;
    this.current = numbered(secret, key.secretId);
    this.record(`rotate ${overlap}`, from);
  }

  private async retireOld(): Promise<void> {
    const from = this.recorder.before();
    granted(await retireSecret(this.owner, { keyId: this.id, secretId: this.old?.id }));
    this.old = null;
    this.record('retire', from);
  }

  private record(kind: string, from: number, working: readonly Secret[] = this.secrets): void {
    const { disabled, scopes, addressAllowed } = this;
    const state: KeyState = {
      secrets: working.map(({ number }) => number),
      ...{ disabled, scopes, addressAllowed },
    };
    this.recorder.add({ entry: 'change', key: this.id, kind, from, to: this.recorder.after(), state });
  }
}
