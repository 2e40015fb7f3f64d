'use client';

import { useState } from 'react';
import { flushSync } from 'react-dom';
import { beginStaffSecondFactorAction } from '@/app/(auth)/welcome/actions';
import { AppStep } from '@/app/(auth)/welcome/app-step';
import { RefusalAlert } from '@/components/forms/refusal-alert';
import { usePageHide } from '@/components/reveal/use-page-hide';
import { wipe } from '@/components/reveal/wipe';
import { useRevealCodes } from '@/components/second-factor/use-reveal-codes';
import { Button } from '@/components/ui/button';
import { useServerAction } from '@/components/use-server-action';
import type { AppSetup } from '@/lib/domain/second-factor/schema';

/** Sets up the authenticator app, then shows the recovery codes. */
export function SecondFactorStep({ nextPage }: { nextPage: string }) {
  const [setup, setSetup] = useState<AppSetup>();
  const [done, setDone] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const { pending, call } = useServerAction(beginStaffSecondFactorAction, ({ message }) =>
    setRefusal(message),
  );
  const revealCodes = useRevealCodes();

  function wipeSetup() {
    if (!setup) return;
    flushSync(() => setSetup(undefined));
    wipe(setup);
  }

  usePageHide(setup !== undefined, wipeSetup);

  function confirm(answer: { recoveryCodes: string[] }) {
    setDone(true);
    wipeSetup();
    revealCodes({ answer, onClosed: () => window.location.assign(nextPage) });
  }

  if (done) return <p role="status">Two-step verification is on.</p>;
  if (setup) return <AppStep setup={setup} onConfirmed={confirm} />;
  return (
    <div className="space-y-4">
      <RefusalAlert message={refusal} />
      <p>You need an authenticator app, on your phone or in your password manager.</p>
      <Button
        variant="primary"
        size="large"
        className="w-full"
        pending={pending}
        onClick={() => call({}, setSetup)}
      >
        Set up the app
      </Button>
    </div>
  );
}
