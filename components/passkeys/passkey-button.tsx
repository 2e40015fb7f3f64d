import { useState } from 'react';
import { RefusalAlert } from '@/components/forms/refusal-alert';
import { signWithPasskey } from '@/components/passkeys/sign-with-passkey';
import { Button } from '@/components/ui/button';
import type { PasskeyOffer } from '@/lib/domain/passkeys/offer';
import type { PasskeyProof } from '@/lib/domain/passkeys/schema';
import type { Result } from '@/lib/errors';

interface PasskeyButtonProps {
  offer(): Promise<Result<PasskeyOffer>>;
  submit(passkey: PasskeyProof): Promise<Result<unknown>>;
  onDone(): void;
}

/** Signs in with a passkey. */
export function PasskeyButton({ offer, submit, onDone }: PasskeyButtonProps) {
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<string>();

  async function run() {
    setPending(true);
    setRefusal(undefined);
    const signed = await signWithPasskey(offer);
    const done = signed.ok ? await submit(signed.value) : signed;
    // The page that follows ends the spinner.
    if (done.ok) return onDone();
    setRefusal(done.refusal.message);
    setPending(false);
  }

  return (
    <div className="space-y-3">
      <Button size="large" className="w-full" pending={pending} onClick={run}>
        Use a passkey
      </Button>
      <RefusalAlert message={refusal} />
    </div>
  );
}
