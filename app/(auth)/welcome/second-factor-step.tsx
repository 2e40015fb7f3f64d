'use client';

import { useState } from 'react';
import { RefusalAlert } from '@/app/(auth)/_components/refusal-alert';
import { beginStaffSecondFactorAction } from '@/app/(auth)/welcome/actions';
import { AppStep } from '@/app/(auth)/welcome/app-step';
import { RecoveryCodes } from '@/components/second-factor/recovery-codes';
import { Button } from '@/components/ui/button';
import { unreachable } from '@/components/unreachable';
import type { AppSetup } from '@/lib/domain/second-factor/schema';

/** Sets up the authenticator app, then shows the recovery codes. */
export function SecondFactorStep() {
  const [setup, setSetup] = useState<AppSetup>();
  const [codes, setCodes] = useState<readonly string[]>();
  const [refusal, setRefusal] = useState<string>();
  const [pending, setPending] = useState(false);

  async function begin() {
    setPending(true);
    const begun = await beginStaffSecondFactorAction({}).catch(unreachable);
    setPending(false);
    if (begun.ok) setSetup(begun.value);
    else setRefusal(begun.refusal.message);
  }

  if (codes) {
    return (
      <div className="space-y-5">
        <RecoveryCodes codes={codes} />
        <Button
          variant="primary"
          size="large"
          className="w-full"
          onClick={() => window.location.assign('/support')}
        >
          I have kept them, go on
        </Button>
      </div>
    );
  }
  if (setup) return <AppStep setup={setup} onConfirmed={setCodes} />;
  return (
    <div className="space-y-4">
      <RefusalAlert message={refusal} />
      <p>You need an app for it, on your phone or in your password manager.</p>
      <Button variant="primary" size="large" className="w-full" pending={pending} onClick={begin}>
        Set up the app
      </Button>
    </div>
  );
}
