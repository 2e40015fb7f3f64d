import type { z } from 'zod';
import { type AccountView, readAccount, readAccountSchema } from '@/lib/domain/account/read';
import type { ApiKeyActor } from '@/lib/domain/actor';
import { readBalance, readBalanceSchema } from '@/lib/domain/balance/read';
import type { IdempotentRequest, OperationResult } from '@/lib/domain/idempotency/with-idempotency';
import type { KnownKey } from '@/lib/domain/key-calls/look-up';
import { getMessage } from '@/lib/domain/messages/get';
import { listMessages, type MessagePage } from '@/lib/domain/messages/list';
import { listMessagesSchema, messageSchema, sendMessagesSchema } from '@/lib/domain/messages/schema';
import { type SentMessages, sendMessages } from '@/lib/domain/messages/send';
import type { MessageDetails } from '@/lib/domain/messages/timeline';
import type { Verb } from '@/lib/domain/permissions';
import type { Money } from '@/lib/domain/wallet/money';

/** What a verb may need from an API call besides its input. */
export interface OperationCall<Output> {
  key: KnownKey;
  /** Set when the caller sent an idempotency key. */
  request: IdempotentRequest<Output> | undefined;
}

/** One operation of the API. */
export interface Operation<Output> {
  /** The input of the verb, with the business rules. */
  schema: z.ZodType;
  run(actor: ApiKeyActor, input: unknown, call: OperationCall<Output>): Promise<OperationResult<Output>>;
}

function operation<Output>(declared: Operation<Output>): Operation<Output> {
  return declared;
}

/** `messages.send` for the verb `messages/send` in the permission table. */
type NameOf<V extends Verb> = V extends `${infer Noun}/${infer Name}` ? `${Noun}.${Name}` : never;

/**
 * The operations of the API, by name, and the verb behind each. Profiles declare how an operation looks on the wire.
 */
export const OPERATIONS = {
  'account.read': operation<AccountView>({
    schema: readAccountSchema,
    run: (actor, input, { key }) => readAccount(actor, input, key),
  }),
  'balance.read': operation<Money>({
    schema: readBalanceSchema,
    run: (actor, input, { key }) => readBalance(actor, input, key),
  }),
  'messages.get': operation<MessageDetails>({ schema: messageSchema, run: getMessage }),
  'messages.list': operation<MessagePage>({ schema: listMessagesSchema, run: listMessages }),
  'messages.send': operation<SentMessages>({
    schema: sendMessagesSchema,
    run: (actor, input, { request }) => sendMessages(actor, input, request),
  }),
} satisfies Partial<Record<NameOf<Verb>, unknown>>;

export type OperationName = keyof typeof OPERATIONS;

/** What an operation returns when it succeeds. */
export type OutputOf<Name extends OperationName> =
  (typeof OPERATIONS)[Name] extends Operation<infer Output> ? Output : never;
