import { poolStates } from '@/lib/db/pools';
import { env } from '@/lib/env';
import type { Meters } from '@/lib/metrics/meters';
import { version } from '@/package.json';

/** Adds the connections of each pool of this process. */
function addPools(meters: Meters): void {
  meters.gauge({
    name: 'keydesk_database_connections',
    help: 'Open database connections of a pool.',
    labelNames: ['pool', 'state'],
    collect() {
      this.reset();
      for (const { name: pool, busy, idle } of poolStates()) {
        this.set({ pool, state: 'busy' }, busy);
        this.set({ pool, state: 'idle' }, idle);
      }
    },
  });
  const add = (name: string, help: string, value: 'limit' | 'waiting') =>
    meters.gauge({
      name,
      help,
      labelNames: ['pool'],
      collect() {
        this.reset();
        for (const state of poolStates()) this.set({ pool: state.name }, state[value]);
      },
    });
  add('keydesk_database_connections_limit', 'How many database connections a pool may open.', 'limit');
  add('keydesk_database_waiting', 'How much work waits for a database connection of a pool.', 'waiting');
}

/** Adds whether the rate limits are shared now: 1 or 0, and nothing if this process is to count alone. */
function addRateLimits(meters: Meters, countsTogether: () => boolean | undefined): void {
  if (countsTogether() === undefined) return;
  meters.gauge({
    name: 'keydesk_rate_limits_shared',
    help: '1: calls are counted together with other processes, in Redis. 0: Redis is lost, and this process counts alone.',
    collect() {
      this.set(countsTogether() ? 1 : 0);
    },
  });
}

function addBuild(meters: Meters): void {
  meters.gauge({
    name: 'keydesk_build_info',
    help: 'Which version of the product runs, on which version of Node, for which provider, in which roles. Always 1.',
    labelNames: ['version', 'node', 'profile', 'roles'],
    collect() {
      const { PROFILE: profile, ROLE } = env();
      this.set({ version, node: process.version, profile, roles: ROLE.join(',') }, 1);
    },
  });
}

/** Adds what this process is, and the state of what it uses. */
export function addState(meters: Meters, countsTogether: () => boolean | undefined): void {
  addPools(meters);
  addRateLimits(meters, countsTogether);
  addBuild(meters);
}
