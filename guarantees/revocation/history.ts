import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';

/** Microseconds since the recording began, by the clock of the recorder, which never goes back. */
const time = z.int().min(0);

/** What decides the calls of a key. */
const keyState = z.strictObject({
  /** The numbers of its secrets that work. Empty: it is revoked. */
  secrets: z.array(z.int()).readonly(),
  disabled: z.boolean(),
  scopes: z.array(z.string()).readonly(),
  /** Whether its allowlist has the address that all calls come from. */
  addressAllowed: z.boolean(),
});
export type KeyState = z.output<typeof keyState>;

export const OPERATIONS = ['account', 'balance', 'send'] as const;
export type Operation = (typeof OPERATIONS)[number];

/**
 * The end of a change whose verb failed without an answer: it may have been committed at any time since, or not at all. It is
 * the last change of its key.
 */
export const NO_ANSWER = Number.MAX_SAFE_INTEGER;

const change = z.strictObject({
  entry: z.literal('change'),
  key: z.string(),
  /** What was done, such as `revoke`. */
  kind: z.string(),
  /** Before its verb was called. */
  from: time,
  /** After its verb had returned, which is after the commit. */
  to: time,
  /** The state of the key from the commit on. */
  state: keyState,
});
export type Change = z.output<typeof change>;

const call = z.strictObject({
  entry: z.literal('call'),
  /** The number of the gateway that it was sent to. */
  gateway: z.int(),
  /** The number of the secret that it carried. */
  secret: z.int(),
  operation: z.enum(OPERATIONS),
  /** Before its first byte was sent. */
  from: time,
  /** After its response was read. */
  to: time,
  /** `ok` or the code of the refusal; null if there was no response, or one without a decision. */
  result: z.string().nullable(),
});
export type Call = z.output<typeof call>;

/** A gateway was ended with SIGKILL. */
const kill = z.strictObject({ entry: z.literal('kill'), gateway: z.int(), at: time });

const entry = z.discriminatedUnion('entry', [change, call, kill]);
export type Entry = z.output<typeof entry>;

/** Reads a recorded file, which has one entry as JSON in each line. @throws if a line is not an entry */
export async function* readHistory(file: string): AsyncGenerator<Entry> {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) yield entry.parse(JSON.parse(line));
}
