import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { createApiKey } from '@/lib/domain/api-keys/create';
import type { OperationName } from '@/lib/domain/operations';
import { PROFILES } from '@/lib/profiles/current';
import type { Profile, Route } from '@/lib/profiles/profile';
import { samplesOf, signedSamplesOf } from '@/lib/profiles/snippets';
import { LANGUAGES, type Language, type Sample } from '@/lib/profiles/snippets/languages';
import { keyIdVariable, URL_VARIABLE } from '@/lib/profiles/snippets/request';
import { granted, keyInput } from '@/lib/testing/factories/api-keys';
import { isAboutKey, placeExampleKey } from '@/lib/testing/factories/example-key';
import { placeExampleWebhook, placeSlotUrls } from '@/lib/testing/factories/webhooks';
import { acme } from '@/lib/testing/requests/acme-profile';
import { canRun, runSample } from '@/lib/testing/requests/interpreters';
import {
  makeOwner,
  makeProfileKey,
  sendWithKey,
  startExampleCode,
  withoutWaiting,
} from '@/lib/testing/requests/profile-caller';
import { withAddress } from '@/lib/testing/requests/wire-request';
import { startGateway, type TestGateway } from '@/lib/testing/servers/gateway';

const LANGUAGE_NAMES = Object.keys(LANGUAGES) as Language[];
const ALL_PROFILES: Profile[] = [...Object.values(PROFILES), acme];

/** What the example of an operation is about, by the id that the domain knows, if the profile has the operation. */
function exampleId({ routes }: Profile, name: OperationName): string | undefined {
  const route = routes.find(({ operation }) => operation === name);
  const params = route?.docs.example.params;
  if (!route || !params) return undefined;
  const input = route.read?.({
    params,
    query: {},
    body: undefined,
    environment: null,
    header: () => undefined,
  });
  return z.looseObject({ id: z.string() }).parse(input ?? params).id;
}

/** How many messages the example of a route sends. */
function messagesSentBy({ operation, docs }: Route): number {
  if (operation === 'messages.send' || operation === 'verifications.start') return 1;
  return operation === 'batches.send' ? (Object(docs.example.body).recipients?.length ?? 1) : 0;
}

describe.each(ALL_PROFILES)('the samples of $id', (profile) => {
  const { keys } = profile;
  let gateway: TestGateway;
  let owner: MemberActor;
  let env: Record<string, string>;

  beforeAll(async () => {
    gateway = await startGateway(withoutWaiting(profile));
    owner = await makeOwner();
    const { keyId, secret } = await makeProfileKey(owner, profile);
    // What the samples read, cancel and check.
    const { messageId, batchId, verificationId, voiceCallId, lookupListId } = await sendWithKey(owner, keyId);
    const message = await db().message.findFirstOrThrow({ where: { id: messageId } });
    const exampleMessage = exampleId(profile, 'messages.get');
    if (exampleMessage !== undefined) {
      await db().message.create({ data: { ...message, id: exampleMessage } });
    }
    const exampleBatch = exampleId(profile, 'batches.get');
    if (exampleBatch !== undefined) {
      const batch = await db().messageBatch.findUniqueOrThrow({ where: { id: batchId } });
      await db().messageBatch.create({ data: { ...batch, id: exampleBatch, number: batch.number + 1 } });
      await db().message.updateMany({ where: { batchId }, data: { batchId: exampleBatch } });
    }
    const exampleVerification = exampleId(profile, 'verifications.read');
    if (exampleVerification !== undefined) {
      await db().verification.update({ where: { id: verificationId }, data: { id: exampleVerification } });
    }
    const exampleVoiceCall = exampleId(profile, 'voice-calls.get');
    if (exampleVoiceCall !== undefined) {
      const call = await db().voiceCall.findUniqueOrThrow({ where: { id: voiceCallId } });
      await db().voiceCall.create({ data: { ...call, id: exampleVoiceCall } });
    }
    const exampleGroup = exampleId(profile, 'voice-calls.get-group');
    if (exampleGroup !== undefined) {
      await db().voiceCall.update({ where: { id: voiceCallId }, data: { groupId: exampleGroup } });
    }
    const exampleLookups = exampleId(profile, 'lookups.get');
    if (exampleLookups !== undefined) {
      await db().lookupList.update({ where: { id: lookupListId }, data: { id: exampleLookups } });
    }
    env = { [URL_VARIABLE]: gateway.base, [keys.variable]: secret };
  });
  afterAll(() => gateway.close());

  /** Runs a sample; it must get the route's response and have its effect. */
  async function expectWorks(route: Route, sample: Sample, variables: Record<string, string>) {
    if (isAboutKey(route)) await placeExampleKey(owner, profile, route);
    if (/^webhook-(endpoints|deliveries)\./.test(route.operation)) await placeExampleWebhook(owner, route);
    if (route.operation === 'verifications.check') await startExampleCode(owner, profile);
    if (route.operation === 'webhook-settings.send-test') await placeSlotUrls(owner, profile);
    const before = await db().message.count();
    const output = await runSample(sample.language, withAddress(sample.text), variables);
    const hasBody = route.docs.example.response !== undefined;
    const [, status, body = ''] = (hasBody ? /^(?:(\d{3}) )?(.*)$/s : /^(\d{3})?(.*)$/s).exec(output) ?? [];
    if (status !== undefined) expect(Number(status)).toBe(route.status);
    if (!hasBody) expect(body).toBe('');
    else if (!route.negotiate) route.response.parse(JSON.parse(body));
    expect((await db().message.count()) - before).toBe(messagesSentBy(route));
  }

  describe.each(LANGUAGE_NAMES)('in %s', (language) => {
    const runs = canRun(language);
    const note = runs ? '' : ` (skipped: this machine has no ${language})`;

    it.skipIf(!runs).each(profile.routes)(
      `make the call $method $path, exactly as shown${note}`,
      async (route) => {
        const sample = samplesOf(profile, route).find((each) => each.language === language);
        if (!sample) throw new Error('There is no sample.');
        await expectWorks(route, sample, env);
      },
    );
  });

  // How a call is signed depends on its method and body alone.
  const signedRoutes = [
    ...Map.groupBy(profile.routes, ({ method, body }) => `${method} ${body !== undefined}`).values(),
  ].flatMap(([first]) => first ?? []);
  const signedIn = profile.signature === null ? [] : LANGUAGE_NAMES;
  describe.each(signedIn)('signed, in %s', (language) => {
    const runs = canRun(language);
    const note = runs ? '' : ` (skipped: this machine has no ${language})`;
    let signedEnv: Record<string, string>;

    // Its own key: a scheme without a nonce refuses the same call with the same key in the same second.
    beforeAll(async () => {
      const input = keyInput({
        length: keys.length.preset,
        scopes: keys.scopes.map(({ name }) => name),
        requireSignatures: true,
      });
      const { key, secret, signingSecret } = granted(await createApiKey(owner, input, keys));
      signedEnv = {
        [URL_VARIABLE]: gateway.base,
        [keys.variable]: secret,
        [keys.signingVariable]: signingSecret ?? '',
        [keyIdVariable(profile)]: key.id,
      };
    });

    it.skipIf(!runs).each(signedRoutes)(
      `make the call $method $path, exactly as shown${note}`,
      async (route) => {
        const sample = signedSamplesOf(profile, route).find((each) => each.language === language);
        if (!sample) throw new Error('There is no sample.');
        await expectWorks(route, sample, signedEnv);
      },
    );
  });

  it('hold no key, and no address but that of an example', () => {
    for (const route of profile.routes) {
      for (const { text } of [...samplesOf(profile, route), ...signedSamplesOf(profile, route)]) {
        expect(text).not.toMatch(/https?:\/\/(?!example\.com\/)/);
        expect(text).toContain(keys.variable);
      }
    }
  });
});
