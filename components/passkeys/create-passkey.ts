import { startRegistration } from '@simplewebauthn/browser';
import type { PasskeyCreation } from '@/lib/domain/passkey-settings/begin';
import { ok, type Result, refuse } from '@/lib/errors';

type CreatedPasskey = Awaited<ReturnType<typeof startRegistration>>;

/** Lets the user's browser create a passkey. Refuses if it has one of this account already, or the user cancels. */
export function createPasskey({ options }: PasskeyCreation): Promise<Result<CreatedPasskey>> {
  return startRegistration({ optionsJSON: options }).then(ok, (error: unknown) => {
    const exists = error instanceof Error && error.name === 'InvalidStateError';
    return refuse(
      'CONFLICT',
      exists ? 'This device has a passkey of your account already.' : 'No passkey was created. Try again.',
    );
  });
}
