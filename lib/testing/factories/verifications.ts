import { expect } from 'vitest';
import type { ApiKeyActor } from '@/lib/domain/actor';
import { checkVerification } from '@/lib/domain/verifications/check';
import { startVerification } from '@/lib/domain/verifications/start';
import { makeCaller } from '@/lib/testing/factories/callers';
import { mailsTo } from '@/lib/testing/factories/mails';
import { queued } from '@/lib/testing/factories/messages';
import { giveMoney } from '@/lib/testing/factories/wallet';

/** What each workspace has. */
export const MONEY = 10_000_000n;

/** A number of its own for each test. They belong to nobody. */
let lastNumber = 612_340_000;
export const newNumber = () => `+31${++lastNumber}`;
export const newEmail = () => `ada${++lastNumber}@example.test`;

/** A live key that may send codes, with money and an address of its own. */
export async function makeLive(): Promise<ApiKeyActor> {
  const { actor } = await makeCaller({ environment: 'live' });
  await giveMoney(actor.workspaceId, MONEY, 'live');
  return { ...actor, scope: 'verifications.write', address: `2001:db8:${++lastNumber % 65_536}::1` };
}

/** The same in the sandbox, with play money. */
export async function makeSandbox(): Promise<ApiKeyActor> {
  const { actor } = await makeCaller({ money: MONEY });
  return { ...actor, scope: 'verifications.write' };
}

/** Starts a verification that must not be refused. */
export async function start(actor: ApiKeyActor, input: Record<string, unknown>) {
  return queued(await startVerification(actor, input));
}

/** The code in the email to an address; empty without one. */
export async function mailedCode(address: string): Promise<string> {
  const [mail] = await mailsTo(address);
  return /\d{4,10}/.exec(mail?.text ?? '')?.[0] ?? '';
}

/** Whether a code is accepted. */
export async function check(actor: ApiKeyActor, input: Record<string, unknown>): Promise<boolean> {
  const answered = queued(await checkVerification(actor, input));
  // Nothing but this tells why.
  expect(Object.keys(answered)).toEqual(['verified']);
  return answered.verified;
}

/** Another code of the same length. */
export const otherThan = (code: string) => code.replace(/^./, (digit) => String((Number(digit) + 1) % 10));
