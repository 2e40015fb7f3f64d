import { now, SECOND } from '@/lib/clock';
import type { PreparedTransaction } from '@/lib/db/prepared';
import type { ApiKeyActor } from '@/lib/domain/actor';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { hashText } from '@/lib/domain/outbox/stored-text';
import { type Refusal, refuse } from '@/lib/errors';

interface Repeatable {
  /** In E.164. */
  recipients: readonly string[];
  text: string;
  /** Undefined: repetitions are allowed. */
  withinSeconds: number | undefined;
}

const FIND_REPEATED = {
  name: 'find-repeated-message',
  text: `
    SELECT recipient FROM messages
    WHERE workspace_id = $1 AND environment = $2::"Environment" AND created_at > $3
      AND recipient = ANY($4) AND (text = $5 OR text_hash = $6) AND status <> 'canceled'
    LIMIT 1`,
};

/** Examples are sent to these again and again. */
const SIMULATED = new Set<string>(Object.values(MAGIC_NUMBERS));

/**
 * The refusal of a text that a recipient got from the workspace a moment ago (REPEATED_MESSAGE), in the transaction that
 * has locked the workspace. Undefined if none did. The documented numbers of the sandbox do not count.
 */
export async function repeatRefusal(
  tx: PreparedTransaction,
  { workspaceId, environment }: ApiKeyActor,
  { recipients, text, withinSeconds }: Repeatable,
): Promise<{ ok: false; refusal: Refusal } | undefined> {
  if (withinSeconds === undefined) return undefined;
  const since = new Date(now().getTime() - withinSeconds * SECOND);
  const numbers = recipients.filter((recipient) => !SIMULATED.has(recipient));
  const [repeated] = await tx.query<{ recipient: string }>(FIND_REPEATED, [
    workspaceId,
    environment,
    since,
    numbers,
    text,
    hashText(workspaceId, text),
  ]);
  if (!repeated) return undefined;
  return refuse(
    'REPEATED_MESSAGE',
    `${repeated.recipient} got the same text in the last ${withinSeconds} seconds. Nothing was sent.`,
  );
}
