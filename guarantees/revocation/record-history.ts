import { setTimeout as pause } from 'node:timers/promises';
import { makeMember } from '@/lib/testing/factories/members';
import { giveMoney } from '@/lib/testing/factories/wallet';
import type { Gateway } from '../gateways';
import { makeWorkspace } from '../workspace';
import { type Attempt, callAgainAndAgain } from './caller';
import { Recorder } from './recorder';
import { Slot } from './slot';

const WORKSPACES = 4;
/** They change at the same time. */
const KEYS_PER_WORKSPACE = 4;
const PLAY_MONEY = 1_000_000_000_000n;

export interface Recording {
  gateways: readonly Gateway[];
  file: string;
  /** It ends after this many calls with a result. */
  calls: number;
  /** Connections to each gateway on which calls with one key follow each other. */
  readersPerKey: number;
  /** Until the next change of a usable key, on average. */
  changePauseMs: number;
  /** Between two kills. Each kills one of the gateways. */
  killPauseMs: number;
}

async function makeSlots(recorder: Recorder): Promise<Slot[]> {
  const slots: Slot[] = [];
  for (let workspace = 0; workspace < WORKSPACES; workspace++) {
    const { workspaceId } = await makeWorkspace();
    await giveMoney(workspaceId, PLAY_MONEY);
    // Changes by one person run one after another, so each key has an owner of its own.
    for (let key = 0; key < KEYS_PER_WORKSPACE; key++)
      slots.push(await Slot.create(recorder, await makeMember('owner', { workspaceId })));
  }
  return slots;
}

/** Calls that read, with one key. */
const readWith = (slot: Slot) => (): Attempt => ({
  secret: slot.nextSecret(),
  operation: Math.random() < 0.5 ? 'account' : 'balance',
});

/** A send with any of the keys. Sends take much longer, so reads do not wait for them. */
function sendWithAny(slots: readonly Slot[]): Attempt {
  const slot = slots[Math.floor(Math.random() * slots.length)];
  if (!slot) throw new Error('There are no keys.');
  return { secret: slot.nextSecret(), operation: 'send' };
}

/** Kills the gateways in turn, and waits for each to be ready again. */
async function killInTurn(
  { gateways, killPauseMs }: Recording,
  recorder: Recorder,
  end: AbortSignal,
): Promise<void> {
  for (let turn = 0; ; turn++) {
    await pause(killPauseMs, undefined, { signal: end }).catch(() => {});
    if (end.aborted) return;
    const number = turn % gateways.length;
    recorder.add({ entry: 'kill', gateway: number, at: recorder.before() });
    await gateways[number]?.restart();
  }
}

/** Calls the gateways with keys that change, while the gateways are killed, and records all of it. */
export async function recordHistory(recording: Recording): Promise<void> {
  const { gateways, file, calls, readersPerKey, changePauseMs } = recording;
  const recorder = new Recorder(file);
  const slots = await makeSlots(recorder);
  const ending = new AbortController();
  const { signal } = ending;
  const endAfterCalls = async () => {
    while (!signal.aborted && recorder.decided < calls) await pause(100);
  };
  const readers = Array.from({ length: readersPerKey }, () => slots.map(readWith)).flat();
  const attempts = [...readers, () => sendWithAny(slots)];
  const work = [
    endAfterCalls().then(() => ending.abort()),
    killInTurn(recording, recorder, signal),
    ...slots.map((slot) => slot.change(changePauseMs, signal)),
    ...gateways.flatMap((gateway, number) =>
      attempts.map((next) => callAgainAndAgain(gateway, number, recorder, next, signal)),
    ),
  ];
  try {
    await Promise.all(work);
  } finally {
    ending.abort();
    await Promise.allSettled(work);
    await recorder.close();
  }
}
