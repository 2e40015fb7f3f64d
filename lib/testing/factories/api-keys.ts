import { randomUUID } from 'node:crypto';
import type { MemberActor } from '@/lib/domain/actor';
import { createApiKey } from '@/lib/domain/api-keys/create';
import type { CreatedApiKey } from '@/lib/domain/api-keys/insert';
import type { CreateApiKeyInput } from '@/lib/domain/api-keys/schema';
import type { Result } from '@/lib/errors';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';

/** A form filled in rightly, as the dialog would send it. */
export function keyInput(changes: Partial<CreateApiKeyInput> = {}): CreateApiKeyInput {
  return {
    label: 'Production server',
    environment: 'sandbox',
    length: 64,
    scopes: ['messages.send'],
    creationToken: randomUUID(),
    ...changes,
  };
}

/** The value of a result that a test needs to be good. */
export function granted<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.message}`);
  return result.value;
}

/** A key made through the verb. */
export async function makeKey(
  actor: MemberActor,
  changes: Partial<CreateApiKeyInput> = {},
): Promise<CreatedApiKey> {
  return granted(await createApiKey(actor, keyInput(changes), keydesk.keys));
}
