import type { z } from 'zod';
import { type AccountDetails, accountDetailsSchema, readAccountDetails } from '@/lib/domain/account/details';
import { type AccountView, readAccount, readAccountSchema } from '@/lib/domain/account/read';
import type { ApiKeyActor, MemberActor } from '@/lib/domain/actor';
import { createApiKey } from '@/lib/domain/api-keys/create';
import { withCreationToken } from '@/lib/domain/api-keys/creation-token';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import { disableApiKey } from '@/lib/domain/api-keys/disable';
import { enableApiKey } from '@/lib/domain/api-keys/enable';
import type { CreatedApiKey } from '@/lib/domain/api-keys/insert';
import { type ApiKeyPage, listApiKeys } from '@/lib/domain/api-keys/list';
import { listApiKeysSchema } from '@/lib/domain/api-keys/list-schema';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { type RevokedApiKey, revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { apiKeySchema, createApiKeyByKeySchema, revokeApiKeySchema } from '@/lib/domain/api-keys/schema';
import { readBalance, readBalanceSchema } from '@/lib/domain/balance/read';
import { cancelBatch } from '@/lib/domain/batches/cancel';
import { getBatch } from '@/lib/domain/batches/get';
import { type BatchPage, listBatches } from '@/lib/domain/batches/list';
import { type Precheck, precheckBatch } from '@/lib/domain/batches/precheck';
import {
  batchSchema,
  listBatchesSchema,
  precheckBatchSchema,
  sendBatchSchema,
} from '@/lib/domain/batches/schema';
import { type SentBatch, sendBatch } from '@/lib/domain/batches/send';
import type { BatchView } from '@/lib/domain/batches/view';
import { checkEmails } from '@/lib/domain/email-checks/run';
import { checkEmailsSchema } from '@/lib/domain/email-checks/schema';
import type { EmailChecks } from '@/lib/domain/email-checks/view';
import type { IdempotentRequest, OperationResult } from '@/lib/domain/idempotency/idempotent-request';
import type { IdempotencyKey } from '@/lib/domain/idempotency/stored-response';
import type { KnownKey } from '@/lib/domain/key-calls/known-key';
import type { SignedNonce } from '@/lib/domain/key-calls/take-nonce';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { type RotatedApiKey, rotateApiKey } from '@/lib/domain/key-rotation/rotate';
import { rotateApiKeySchema } from '@/lib/domain/key-rotation/schema';
import { getLookups } from '@/lib/domain/lookups/get';
import { type LookupListsPage, listLookups } from '@/lib/domain/lookups/list';
import type { LookupListPage, LookupListView } from '@/lib/domain/lookups/list-view';
import { runLookups } from '@/lib/domain/lookups/run';
import {
  listLookupsSchema,
  lookupListSchema,
  runLookupsSchema,
  startLookupsSchema,
} from '@/lib/domain/lookups/schema';
import { startLookups } from '@/lib/domain/lookups/start';
import type { LookupRun } from '@/lib/domain/lookups/view';
import { cancelMessage } from '@/lib/domain/messages/cancel';
import { cancelMessages } from '@/lib/domain/messages/cancel-several';
import { getMessage } from '@/lib/domain/messages/get';
import { listMessages, type MessagePage } from '@/lib/domain/messages/list';
import {
  cancelMessagesSchema,
  listMessagesSchema,
  messageSchema,
  sendMessagesSchema,
  statsSchema,
} from '@/lib/domain/messages/schema';
import { sendMessages } from '@/lib/domain/messages/send';
import type { SentMessages } from '@/lib/domain/messages/send-for-key';
import { type MessageStats, readMessageStats } from '@/lib/domain/messages/stats';
import type { MessageDetails } from '@/lib/domain/messages/timeline';
import type { Verb } from '@/lib/domain/permissions';
import { type PriceView, readPrices, readPricesSchema } from '@/lib/domain/prices/read';
import { readTotals, type UsageTotals } from '@/lib/domain/totals/read';
import { totalsSchema } from '@/lib/domain/totals/schema';
import { listTransactions, type TransactionPage } from '@/lib/domain/transactions/list';
import { listTransactionsSchema } from '@/lib/domain/transactions/schema';
import { type CheckedCode, checkVerification } from '@/lib/domain/verifications/check';
import { readVerification } from '@/lib/domain/verifications/read';
import {
  checkVerificationSchema,
  startVerificationSchema,
  verificationSchema,
} from '@/lib/domain/verifications/schema';
import { startVerification } from '@/lib/domain/verifications/start';
import type { VerificationView } from '@/lib/domain/verifications/view';
import { getVoiceCall } from '@/lib/domain/voice-calls/get';
import { getVoiceCallGroup, type VoiceCallGroup } from '@/lib/domain/voice-calls/get-group';
import { listVoiceCalls, type VoiceCallPage } from '@/lib/domain/voice-calls/list';
import {
  listVoiceCallsSchema,
  startVoiceCallsSchema,
  voiceCallGroupSchema,
  voiceCallSchema,
} from '@/lib/domain/voice-calls/schema';
import { type StartedVoiceCalls, startVoiceCalls } from '@/lib/domain/voice-calls/start';
import type { VoiceCallView } from '@/lib/domain/voice-calls/view';
import type { Money } from '@/lib/domain/wallet/money';
import { type DeliveryPage, listWebhookDeliveries } from '@/lib/domain/webhook-deliveries/list';
import { type LatestDeliveryPage, listLatestDeliveries } from '@/lib/domain/webhook-deliveries/list-latest';
import type { WebhookProtocol } from '@/lib/domain/webhook-deliveries/protocol';
import { type DeliveryDetails, readWebhookDelivery } from '@/lib/domain/webhook-deliveries/read';
import { replayWebhookDelivery } from '@/lib/domain/webhook-deliveries/replay';
import {
  deliverySchema,
  listDeliveriesSchema,
  listLatestSchema,
} from '@/lib/domain/webhook-deliveries/schema';
import { sendTestEvent } from '@/lib/domain/webhook-deliveries/send-test';
import { type TestResult, testWaitMs } from '@/lib/domain/webhook-deliveries/test-result';
import { changeWebhookEndpoint } from '@/lib/domain/webhook-endpoints/change';
import { type CreatedWebhookEndpoint, createWebhookEndpoint } from '@/lib/domain/webhook-endpoints/create';
import { deleteWebhookEndpoint } from '@/lib/domain/webhook-endpoints/delete';
import { deleteNumberedEndpoint } from '@/lib/domain/webhook-endpoints/delete-by-number';
import { type ListedEndpoint, listWebhookEndpoints } from '@/lib/domain/webhook-endpoints/list';
import { pauseWebhookEndpoint } from '@/lib/domain/webhook-endpoints/pause';
import type { WebhookPolicy } from '@/lib/domain/webhook-endpoints/policy';
import { readWebhookEndpoint } from '@/lib/domain/webhook-endpoints/read';
import { resumeWebhookEndpoint } from '@/lib/domain/webhook-endpoints/resume';
import { rotateWebhookSecret } from '@/lib/domain/webhook-endpoints/rotate-secret';
import {
  changeEndpointSchema,
  createEndpointByKeySchema,
  endpointSchema,
  listEndpointsSchema,
  numberedEndpointSchema,
  rotateEndpointSecretSchema,
} from '@/lib/domain/webhook-endpoints/schema';
import type { WebhookEndpointView } from '@/lib/domain/webhook-endpoints/view';
import { readWebhookSettings } from '@/lib/domain/webhook-settings/read';
import { rotateSettingsSecret } from '@/lib/domain/webhook-settings/rotate-secret';
import {
  readSettingsSchema,
  rotateSettingsSecretSchema,
  sendSlotTestSchema,
  setSettingsSchema,
} from '@/lib/domain/webhook-settings/schema';
import { sendSlotTest } from '@/lib/domain/webhook-settings/send-test';
import { setWebhookSettings } from '@/lib/domain/webhook-settings/set';
import type { WebhookSettingsView } from '@/lib/domain/webhook-settings/view';
import type { Result } from '@/lib/errors';

/** What a verb may need from an API call besides its input. */
export interface OperationCall<Output> {
  key: KnownKey;
  policy: KeyPolicy;
  webhooks: WebhookPolicy & WebhookProtocol;
  /** Set when the caller sent an idempotency key. */
  request: IdempotentRequest<Output> | undefined;
  /** Of a signed call, if the operation `takesNonce`. */
  nonce: SignedNonce | undefined;
}

/** What a verb may need from a member's call besides its input. */
type MemberCall = Pick<OperationCall<unknown>, 'policy'> & { request: IdempotencyKey | undefined };

/** One operation of the API. */
export interface Operation<Output> {
  /** The input of the verb, with the business rules. */
  schema: z.ZodType;
  run(actor: ApiKeyActor, input: unknown, call: OperationCall<Output>): Promise<OperationResult<Output>>;
  /** Whether the verb takes the nonce of a signed call in its transaction. Left out: it is taken before. */
  takesNonce?: true;
  /** Only where a profile may accept a member's portal session instead of a key. */
  runAsMember?(actor: MemberActor, input: unknown, call: MemberCall): Promise<Result<Output>>;
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
  'account.details': operation<AccountDetails>({
    schema: accountDetailsSchema,
    run: (actor, input, { key }) => readAccountDetails(actor, input, key),
  }),
  'account.read': operation<AccountView>({
    schema: readAccountSchema,
    run: (actor, input, { key }) => readAccount(actor, input, key),
  }),
  'api-keys.create': operation<CreatedApiKey>({
    schema: createApiKeyByKeySchema,
    // No response is stored, because it contains secrets. The token lets a repeated request be refused.
    run: (actor, input, { policy, request }) =>
      createApiKey(actor, withCreationToken(input, request), policy),
    runAsMember: (actor, input, { policy, request }) =>
      createApiKey(actor, withCreationToken(input, request), policy),
  }),
  'api-keys.disable': operation<ApiKeyDetails>({ schema: apiKeySchema, run: disableApiKey }),
  'api-keys.enable': operation<ApiKeyDetails>({ schema: apiKeySchema, run: enableApiKey }),
  'api-keys.list': operation<ApiKeyPage>({
    schema: listApiKeysSchema,
    run: (actor, input) => listApiKeys(actor, input),
    runAsMember: (actor, input) => listApiKeys(actor, input),
  }),
  'api-keys.read': operation<ApiKeyDetails>({ schema: apiKeySchema, run: readApiKey }),
  'api-keys.revoke': operation<RevokedApiKey>({
    schema: revokeApiKeySchema,
    run: revokeApiKey,
    runAsMember: revokeApiKey,
  }),
  'balance.read': operation<Money>({
    schema: readBalanceSchema,
    run: (actor, input, { key }) => readBalance(actor, input, key),
  }),
  'batches.cancel': operation<BatchView>({ schema: batchSchema, run: cancelBatch }),
  'batches.get': operation<BatchView>({ schema: batchSchema, run: getBatch }),
  'batches.list': operation<BatchPage>({ schema: listBatchesSchema, run: listBatches }),
  'batches.precheck': operation<Precheck>({ schema: precheckBatchSchema, run: precheckBatch }),
  'batches.send': operation<SentBatch>({
    schema: sendBatchSchema,
    run: (actor, input, { request }) => sendBatch(actor, input, request),
  }),
  'email-checks.run': operation<EmailChecks>({
    schema: checkEmailsSchema,
    run: (actor, input, { request }) => checkEmails(actor, input, request),
  }),
  'lookups.get': operation<LookupListPage>({ schema: lookupListSchema, run: getLookups }),
  'lookups.list': operation<LookupListsPage>({ schema: listLookupsSchema, run: listLookups }),
  'lookups.start': operation<LookupListView>({
    schema: startLookupsSchema,
    run: (actor, input, { request }) => startLookups(actor, input, request),
  }),
  'lookups.run': operation<LookupRun>({
    schema: runLookupsSchema,
    run: (actor, input, { key, request }) => runLookups(actor, input, key, request),
  }),
  'messages.cancel': operation<MessageDetails>({ schema: messageSchema, run: cancelMessage }),
  'messages.cancel-several': operation<{ canceled: string[] }>({
    schema: cancelMessagesSchema,
    run: cancelMessages,
  }),
  'messages.get': operation<MessageDetails>({ schema: messageSchema, run: getMessage }),
  'key-rotation.rotate': operation<RotatedApiKey>({
    schema: rotateApiKeySchema,
    run: (actor, input, { policy }) => rotateApiKey(actor, input, policy),
  }),
  'messages.list': operation<MessagePage>({ schema: listMessagesSchema, run: listMessages }),
  'messages.send': operation<SentMessages>({
    schema: sendMessagesSchema,
    run: (actor, input, { request, nonce }) => sendMessages(actor, input, request, nonce),
    takesNonce: true,
  }),
  'messages.stats': operation<MessageStats>({ schema: statsSchema, run: readMessageStats }),
  'prices.read': operation<PriceView[]>({ schema: readPricesSchema, run: readPrices }),
  'totals.read': operation<UsageTotals>({ schema: totalsSchema, run: readTotals }),
  'transactions.list': operation<TransactionPage>({ schema: listTransactionsSchema, run: listTransactions }),
  'verifications.check': operation<CheckedCode>({
    schema: checkVerificationSchema,
    run: (actor, input, { request }) => checkVerification(actor, input, request),
  }),
  'verifications.read': operation<VerificationView>({ schema: verificationSchema, run: readVerification }),
  'verifications.start': operation<VerificationView>({
    schema: startVerificationSchema,
    run: (actor, input, { request }) => startVerification(actor, input, request),
  }),
  'voice-calls.get': operation<VoiceCallView>({ schema: voiceCallSchema, run: getVoiceCall }),
  'voice-calls.get-group': operation<VoiceCallGroup>({
    schema: voiceCallGroupSchema,
    run: getVoiceCallGroup,
  }),
  'voice-calls.list': operation<VoiceCallPage>({ schema: listVoiceCallsSchema, run: listVoiceCalls }),
  'voice-calls.start': operation<StartedVoiceCalls>({
    schema: startVoiceCallsSchema,
    run: (actor, input, { request }) => startVoiceCalls(actor, input, request),
  }),
  'webhook-deliveries.list-latest': operation<LatestDeliveryPage>({
    schema: listLatestSchema,
    run: listLatestDeliveries,
  }),
  'webhook-deliveries.list': operation<DeliveryPage>({
    schema: listDeliveriesSchema,
    run: listWebhookDeliveries,
  }),
  'webhook-deliveries.read': operation<DeliveryDetails>({ schema: deliverySchema, run: readWebhookDelivery }),
  'webhook-deliveries.replay': operation<{ id: string }>({
    schema: deliverySchema,
    run: replayWebhookDelivery,
  }),
  'webhook-deliveries.send-test': operation<TestResult>({
    schema: endpointSchema,
    run: (actor, input, { webhooks }) => sendTestEvent(actor, input, { waitMs: testWaitMs(webhooks) }),
  }),
  'webhook-endpoints.change': operation<WebhookEndpointView>({
    schema: changeEndpointSchema,
    run: (actor, input, { webhooks }) => changeWebhookEndpoint(actor, input, webhooks),
  }),
  'webhook-endpoints.create': operation<CreatedWebhookEndpoint>({
    schema: createEndpointByKeySchema,
    // No response is stored, because it contains the secret. The token lets a repeated request be refused.
    run: (actor, input, { webhooks, request }) =>
      createWebhookEndpoint(actor, withCreationToken(input, request), webhooks),
  }),
  'webhook-endpoints.delete': operation<{ id: string }>({
    schema: endpointSchema,
    run: deleteWebhookEndpoint,
  }),
  'webhook-endpoints.delete-by-number': operation<{ deleted: boolean }>({
    schema: numberedEndpointSchema,
    run: deleteNumberedEndpoint,
  }),
  'webhook-endpoints.list': operation<ListedEndpoint[]>({
    schema: listEndpointsSchema,
    run: listWebhookEndpoints,
  }),
  'webhook-endpoints.pause': operation<WebhookEndpointView>({
    schema: endpointSchema,
    run: pauseWebhookEndpoint,
  }),
  'webhook-endpoints.read': operation<WebhookEndpointView>({
    schema: endpointSchema,
    run: readWebhookEndpoint,
  }),
  'webhook-endpoints.resume': operation<WebhookEndpointView>({
    schema: endpointSchema,
    run: resumeWebhookEndpoint,
  }),
  'webhook-endpoints.rotate-secret': operation<CreatedWebhookEndpoint>({
    schema: rotateEndpointSecretSchema,
    run: (actor, input, { webhooks }) => rotateWebhookSecret(actor, input, webhooks),
  }),
  'webhook-settings.read': operation<WebhookSettingsView>({
    schema: readSettingsSchema,
    run: (actor, input, { webhooks }) => readWebhookSettings(actor, input, webhooks),
  }),
  'webhook-settings.rotate-secret': operation<{ secret: string }>({
    schema: rotateSettingsSecretSchema,
    run: (actor, input, { webhooks }) => rotateSettingsSecret(actor, input, webhooks),
  }),
  'webhook-settings.send-test': operation<TestResult>({
    schema: sendSlotTestSchema,
    run: (actor, input, { webhooks }) =>
      sendSlotTest(actor, input, webhooks, { waitMs: testWaitMs(webhooks) }),
  }),
  'webhook-settings.set': operation<WebhookSettingsView>({
    schema: setSettingsSchema,
    run: (actor, input, { webhooks }) => setWebhookSettings(actor, input, webhooks),
  }),
} satisfies Partial<Record<NameOf<Verb>, unknown>>;

export type OperationName = keyof typeof OPERATIONS;

/** What an operation returns when it succeeds. */
export type OutputOf<Name extends OperationName> =
  (typeof OPERATIONS)[Name] extends Operation<infer Output> ? Output : never;
