import 'server-only';
import { headers } from 'next/headers';
import { guest } from '@/lib/auth/guest';
import { isOwnOrigin, refuseOrigin } from '@/lib/auth/origin';
import { run } from '@/lib/auth/run';
import type { SystemActor } from '@/lib/domain/actor';
import type { Result } from '@/lib/errors';

/** Turns a verb into the body of a server action that guests may call, from our own pages only. */
export function publicAction<T>(
  verb: (actor: SystemActor, input: unknown) => Promise<Result<T>>,
): (input: unknown) => Promise<Result<T>> {
  return async (input) => {
    const sent = await headers();
    if (!isOwnOrigin(sent)) return refuseOrigin();
    return run(() => verb(guest(sent), input));
  };
}
