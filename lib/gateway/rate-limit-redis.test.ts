import { createClient } from '@redis/client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { overrideEnv } from '@/lib/env';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { startGateway, type TestGateway } from '@/lib/testing/servers/gateway';
import { findRedis, makeRedis, type TestRedis } from '@/lib/testing/servers/redis';

const LIMIT = 20;
const found = findRedis();

describe.skipIf(found === null)(
  `rate limits of several processes${found ? '' : ' (skipped: this machine has no redis-server)'}`,
  () => {
    let redis: TestRedis;
    let one: TestGateway;
    let other: TestGateway;

    beforeAll(async () => {
      redis = await makeRedis();
      await redis.start();
      overrideEnv({ REDIS_URL: redis.url });
      [one, other] = await Promise.all([startGateway(), startGateway()]);
      await untilShared();
    });
    afterAll(async () => {
      redis.kill('SIGCONT');
      await Promise.all([one.close(), other.close()]);
      await redis.stop();
    });

    const makeLimited = async () => (await makeKey(await makeMember(), { rateLimit: LIMIT })).secret;

    /** How many of `times` calls at once each gateway lets through; every other is refused for its rate. */
    async function burst(secret: string, gateway: TestGateway, times = 3 * LIMIT): Promise<number> {
      const calls = Array.from({ length: times }, () => gateway.call(secret, 'GET', '/account'));
      const statuses = (await Promise.all(calls)).map(({ status }) => status);
      expect(statuses.filter((status) => status !== 200 && status !== 429)).toEqual([]);
      return statuses.filter((status) => status === 200).length;
    }

    /** Waits until what one gateway counts, the other knows. */
    async function untilShared(): Promise<void> {
      await vi.waitFor(
        async () => {
          const secret = await makeLimited();
          await one.call(secret, 'GET', '/account');
          const { headers } = await other.call(secret, 'GET', '/account');
          expect(headers.get('x-ratelimit-remaining')).toBe(String(LIMIT - 2));
        },
        { timeout: 10_000, interval: 100 },
      );
    }

    /** Repeats `test`: a call that waits too long for Redis, as on a busy machine, counts for its own process. */
    const whileRedisAnswers = (test: () => Promise<void>) =>
      vi.waitFor(test, { timeout: 15_000, interval: 0 });

    it('apply to all processes together', () =>
      whileRedisAnswers(async () => {
        const secret = await makeLimited();
        const passed = await Promise.all([burst(secret, one), burst(secret, other)]);
        expect(passed[0] + passed[1]).toBe(LIMIT);
      }));

    it('start again after the window', () =>
      whileRedisAnswers(async () => {
        const { key, secret } = await makeKey(await makeMember(), { rateLimit: LIMIT });
        expect(await burst(secret, one)).toBe(LIMIT);
        const client = createClient({ url: redis.url });
        await client.connect();
        const [name = ''] = await client.keys(`*${key.id}*`);
        const left = await client.ttl(name);
        expect(left).toBeGreaterThan(50);
        expect(left).toBeLessThanOrEqual(60);
        await client.pExpire(name, 1);
        await expect.poll(() => client.exists(name)).toBe(0);
        client.destroy();
        expect(await burst(secret, other)).toBe(LIMIT);
      }));

    it('apply to each process while Redis does not respond, and then to all together', async () => {
      const secret = await makeLimited();
      redis.kill('SIGSTOP');
      expect(await Promise.all([burst(secret, one), burst(secret, other)])).toEqual([LIMIT, LIMIT]);
      redis.kill('SIGCONT');
      await untilShared();
    });

    it('go on from what was counted together when Redis does not respond', () =>
      whileRedisAnswers(async () => {
        const secret = await makeLimited();
        expect(await burst(secret, one, LIMIT / 2)).toBe(LIMIT / 2);
        expect(await burst(secret, other, 1)).toBe(1);
        redis.kill('SIGSTOP');
        const passed = await Promise.all([burst(secret, one), burst(secret, other)]);
        redis.kill('SIGCONT');
        await untilShared();
        expect(passed).toEqual([LIMIT / 2, LIMIT / 2 - 1]);
      }));

    it('apply to each process while Redis is stopped, and then to all together', async () => {
      const secret = await makeLimited();
      await redis.stop();
      expect(await Promise.all([burst(secret, one), burst(secret, other)])).toEqual([LIMIT, LIMIT]);
      expect(await burst(secret, one)).toBe(0);
      const late = await startGateway();
      expect(await burst(secret, late)).toBe(LIMIT);
      await late.close();
      await redis.start();
      await untilShared();
    });
  },
);
