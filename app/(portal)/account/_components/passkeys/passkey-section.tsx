import { AddPasskeyButton } from '@/app/(portal)/account/_components/passkeys/add-passkey-button';
import { PasskeyRow } from '@/app/(portal)/account/_components/passkeys/passkey-row';
import { distinctNames } from '@/components/distinct-names';
import { Section } from '@/components/section';
import { now } from '@/lib/clock';
import type { WorkspaceActor } from '@/lib/domain/actor';
import { listPasskeys } from '@/lib/domain/passkeys/list';
import { hasPasskeys } from '@/lib/domain/passkeys/relying-party';
import { controlOf } from '@/lib/domain/permissions';

/** The member's passkeys. Where browsers offer none, only those that exist can be removed. */
export async function PasskeySection({ actor }: { actor: WorkspaceActor }) {
  const listed = await listPasskeys(actor);
  if (!listed.ok) return null;
  const passkeys = listed.value;
  const isPossible = hasPasskeys();
  if (!isPossible && passkeys.length === 0) return null;
  const names = distinctNames(passkeys);
  return (
    <Section
      title="Passkeys"
      lead="Sign in with your fingerprint, face or device PIN instead of a password and a code."
      action={
        isPossible ? <AddPasskeyButton control={controlOf(actor, 'passkey-settings/begin')} /> : undefined
      }
    >
      {passkeys.length === 0 ? (
        <p className="px-4 pt-3 pb-4 text-ink-muted sm:px-5">
          No passkeys yet. A passkey can’t be guessed, and works on our site only.
        </p>
      ) : (
        <ul className="mt-4 divide-y border-t">
          {passkeys.map((passkey) => (
            <PasskeyRow
              key={passkey.id}
              passkey={passkey}
              accessibleName={names.get(passkey.id) ?? passkey.name}
              rename={controlOf(actor, 'passkey-settings/rename')}
              remove={controlOf(actor, 'passkey-settings/remove')}
              now={now().getTime()}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}
