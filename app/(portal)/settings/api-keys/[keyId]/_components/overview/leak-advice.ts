import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import type { KeyLeakView } from '@/lib/domain/leaks/list';
import { say } from '@/lib/say';

/** What to do about each kind of secret of a key that leaked, in the order in which it can be done. */
export function leakAdvice(
  { status }: Pick<ApiKeyDetails, 'status'>,
  leaks: readonly Pick<KeyLeakView, 'kind'>[],
): string[] {
  const isDisabled = status === 'disabled';
  const advice = {
    old: say`The old secret leaked, and it has not ended. Retire it, and give your servers the new one.`,
    current: isDisabled
      ? say`The key is disabled, so nobody can use it. Rotate it, let the old secret end at once, and then enable the key.`
      : say`Anybody who has it can use it. Rotate the key, and let the old secret end at once.`,
    oldSigning: 'Retire the old signing secret, and give your servers the new one.',
    signing: 'Replace the signing secret, let the old one end at once, and give your servers the new one.',
  };
  const leaked = new Set(leaks.map(({ kind }) => kind));
  return (['old', 'current', 'oldSigning', 'signing'] as const)
    .filter((kind) => leaked.has(kind))
    .map((kind) => advice[kind]);
}
