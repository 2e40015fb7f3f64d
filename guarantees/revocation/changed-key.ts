import { UNLIMITED } from '@/bench/database';
import type { MemberActor } from '@/lib/domain/actor';
import { disableApiKey } from '@/lib/domain/api-keys/disable';
import { enableApiKey } from '@/lib/domain/api-keys/enable';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import type { Overlap } from '@/lib/domain/key-rotation/overlap';
import { retireSecret } from '@/lib/domain/key-rotation/retire-secret';
import { rotateApiKey } from '@/lib/domain/key-rotation/rotate';
import { changeScopes } from '@/lib/domain/key-settings/change-scopes';
import { setAllowlist } from '@/lib/domain/key-settings/set-allowlist';
import type { Result } from '@/lib/errors';
import { granted, OperatorError } from '@/lib/operator-error';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { type KeyState, NO_ANSWER } from './history';
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

const numbersOf = (of: readonly Secret[]) => of.map(({ number }) => number);

/** A key that is changed by the verbs of the portal. Each change is recorded. */
export class ChangedKey {
  /** Whether a change got no answer, so that the state of the key is not known. It must not be changed again. */
  isLost = false;
  private old: StoredSecret | null = null;
  private state: KeyState;

  private constructor(
    private readonly recorder: Recorder,
    private readonly owner: MemberActor,
    private readonly keyId: string,
    private current: StoredSecret,
  ) {
    this.state = {
      secrets: [current.number],
      disabled: false,
      scopes: ALL_SCOPES,
      addressAllowed: true,
    };
  }

  static async create(recorder: Recorder, owner: MemberActor): Promise<ChangedKey> {
    const from = recorder.before();
    const { key, secret } = await makeKey(owner, { scopes: ALL_SCOPES, rateLimit: UNLIMITED });
    const created = new ChangedKey(recorder, owner, key.id, numbered(secret, key.secretId));
    created.record('create', from, recorder.after(), created.state);
    return created;
  }

  /** The secrets that work, if nothing else stops the calls. */
  get secrets(): Secret[] {
    return this.old ? [this.current, this.old] : [this.current];
  }

  /** What makes the key usable again; empty if nothing stops its calls. */
  get repairs(): (() => Promise<void>)[] {
    const { disabled, scopes, addressAllowed } = this.state;
    return [
      ...(disabled ? [() => this.enable()] : []),
      ...(scopes.length < ALL_SCOPES.length ? [() => this.setScopes(ALL_SCOPES)] : []),
      ...(addressAllowed ? [] : [() => this.allowAddress(true)]),
    ];
  }

  /** What stops some calls of the key or all of them. */
  get restrictions(): (() => Promise<void>)[] {
    const rotations = [() => this.rotateNow(), () => this.rotateWithOverlap()];
    return [
      () => this.disable(),
      () => this.setScopes(['messages.send']),
      () => this.setScopes(['balance.read']),
      () => this.allowAddress(false),
      ...(this.old ? [() => this.retireOld()] : rotations),
    ];
  }

  async revoke(): Promise<void> {
    const { owner, keyId } = this;
    await this.make('revoke', { secrets: [] }, () => revokeApiKey(owner, { keyId }));
  }

  private async disable(): Promise<void> {
    const { owner, keyId } = this;
    await this.make('disable', { disabled: true }, () => disableApiKey(owner, { keyId }));
  }

  private async enable(): Promise<void> {
    const { owner, keyId } = this;
    await this.make('enable', { disabled: false }, () => enableApiKey(owner, { keyId }));
  }

  private async setScopes(scopes: readonly string[]): Promise<void> {
    const { owner, keyId } = this;
    await this.make('scopes', { scopes }, () =>
      changeScopes(owner, { keyId, scopes }, keydesk.keys, keydesk.routes),
    );
  }

  private async allowAddress(addressAllowed: boolean): Promise<void> {
    const { owner, keyId } = this;
    const allowlist = addressAllowed ? [] : ELSEWHERE;
    await this.make('allowlist', { addressAllowed }, () => setAllowlist(owner, { keyId, allowlist }));
  }

  private async rotateNow(): Promise<void> {
    // Nobody calls with the new secret before it is recorded.
    await this.make(
      'rotate at once',
      { secrets: [] },
      () => this.rotate('now'),
      ({ key, secret }) => {
        this.current = numbered(secret, key.secretId);
      },
    );
  }

  private async rotateWithOverlap(): Promise<void> {
    await this.make(
      'rotate',
      {},
      () => this.rotate('untilRetired'),
      ({ key, secret }) => {
        this.old = this.current;
        this.current = numbered(secret, key.secretId);
      },
    );
  }

  private rotate(overlap: Overlap) {
    const { owner, keyId, current } = this;
    return rotateApiKey(owner, { keyId, secretId: current.id, overlap }, keydesk.keys);
  }

  private async retireOld(): Promise<void> {
    const { owner, keyId, current, old } = this;
    const retire = () => retireSecret(owner, { keyId, secretId: old?.id });
    await this.make('retire', { secrets: [current.number] }, retire, () => {
      this.old = null;
    });
  }

  /**
   * Makes a change and records it.
   * @param changed what the change does to the state, as far as it is known before
   * @param adopt takes over the new secrets, which work if the key is not revoked
   */
  private async make<T>(
    kind: string,
    changed: Partial<KeyState>,
    verb: () => Promise<Result<T>>,
    adopt?: (value: T) => void,
  ): Promise<void> {
    const from = this.recorder.before();
    let value: T;
    try {
      value = granted(await verb());
    } catch (error) {
      // A refusal is a mistake of this program.
      if (error instanceof OperatorError) throw error;
      this.isLost = true;
      this.record(`${kind} without an answer`, from, NO_ANSWER, { ...this.state, ...changed });
      return;
    }
    const to = this.recorder.after();
    this.state = { ...this.state, ...changed };
    if (adopt) {
      adopt(value);
      this.state = { ...this.state, secrets: numbersOf(this.secrets) };
    }
    this.record(kind, from, to, this.state);
  }

  private record(kind: string, from: number, to: number, state: KeyState): void {
    this.recorder.add({ entry: 'change', key: this.keyId, kind, from, to, state });
  }
}
