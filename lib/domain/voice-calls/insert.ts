import { SECOND } from '@/lib/clock';
import type { PreparedTransaction } from '@/lib/db/prepared';
import type { ApiKeyActor } from '@/lib/domain/actor';
import { toWaitingText } from '@/lib/domain/outbox/stored-text';

/** A voice call with its price, in millionths of the currency unit. */
export interface PricedCall {
  id: string;
  recipient: string;
  country: string | undefined;
  price: bigint;
}

/** What a phone hears: a text that is read aloud, or a recording. */
export interface CallContent {
  text: string | null;
  /** What is read aloud instead of `text`, sealed: see `Message.sealedText`. */
  sealedText: Buffer | null;
  audioUrl: string | null;
}

/** What the calls of one request have in common. */
export interface CallGroup {
  groupId: string;
  name: string | null;
  sender: string | null;
  content: CallContent;
  voice: string | null;
  ringSeconds: number | null;
  /** No carrier gets them at or after this time. Null: they wait as long as other calls. */
  validUntil: Date | null;
  createdAt: Date;
  callbackUrl: string | null;
}

const INSERT_CALLS = {
  name: 'insert-voice-calls',
  text: `
    INSERT INTO voice_calls (id, workspace_id, environment, api_key_id, group_id, position, name, recipient, country, sender, text,
      sealed_text, audio_url, voice, ring_seconds, price, created_at, next_step_at, valid_until, callback_url)
    SELECT call.id, $1, $2, $3, $4, call.position, $5, call.recipient, call.country, $6, $7, $8::bytea, $9, $10, $11, call.price, $12,
      $13, $14::timestamptz, $15
    FROM unnest($16::text[], $17::text[], $18::text[], $19::bigint[])
      WITH ORDINALITY AS call(id, recipient, country, price, position)`,
};

/** Queues voice calls for the worker. The caller does not wait for it. */
export function insertVoiceCalls(
  tx: PreparedTransaction,
  { workspaceId, environment, keyId }: ApiKeyActor,
  group: CallGroup,
  calls: readonly PricedCall[],
): void {
  const { content, createdAt } = group;
  const waiting = toWaitingText(content);
  // In the sandbox each status stays long enough to be seen.
  const nextStepAt = environment === 'live' ? createdAt : new Date(createdAt.getTime() + SECOND);
  tx.run(INSERT_CALLS, [
    workspaceId,
    environment,
    keyId,
    group.groupId,
    group.name,
    group.sender,
    waiting.text,
    waiting.sealedText,
    content.audioUrl,
    group.voice,
    group.ringSeconds,
    createdAt,
    nextStepAt,
    group.validUntil,
    group.callbackUrl,
    calls.map(({ id }) => id),
    calls.map(({ recipient }) => recipient),
    calls.map(({ country }) => country ?? null),
    calls.map(({ price }) => price),
  ]);
}
