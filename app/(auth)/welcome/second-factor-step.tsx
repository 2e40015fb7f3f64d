'use client';

import { useState } from 'react';
import { flushSync } from 'react-dom';
import { beginStaffSecondFactorAction } from '@/app/(auth)/welcome/actions';
import type { AppStep } from '@/app/(auth)/welcome/app-step';
import { RefusalAlert } from '@/components/forms/refusal-alert';
import { usePageHide } from '@/components/reveal/use-page-hide';
import { wipe } from '@/components/reveal/wipe';
import { Button } from '@/components/ui/button';
import { useServerAction } from '@/components/use-server-action';
import type { AppSetup } from '@/lib/domain/second-factor/schema';
import { ok, type Result } from '@/lib/errors';

interface Begun {
  setup: AppSetup;
  Step: typeof AppStep;
}

/** Fetches the step that shows the secret, then creates the secret. */
async function begin(): Promise<Result<Begun>> {
  const { AppStep: Step } = await import('@/app/(auth)/welcome/app-step');
  const setup = await beginStaffSecondFactorAction({});
  return setup.ok ? ok({ setup: setup.value, Step }) : setup;
}

/** Sets up the authenticator app. */
export function SecondFactorStep({ nextPage }: { nextPage: string }) {
  const [begun, setBegun] = useState<Begun>();
  const [done, setDone] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const { pending, call } = useServerAction(begin, ({ message }) => setRefusal(message));

  function wipeSetup() {
    if (!begun) return;
    flushSync(() => setBegun(undefined));
    wipe(begun.setup);
  }

  usePageHide(begun !== undefined, wipeSetup);

  function finish() {
    setDone(true);
    wipeSetup();
  }

  if (done) return <p role="status">Two-step verification is on.</p>;
  if (begun) return <begun.Step setup={begun.setup} nextPage={nextPage} onConfirmed={finish} />;
  return (
    <div className="space-y-4">
      <RefusalAlert message={refusal} />
      <p>You need an authenticator app, on your phone or in your password manager.</p>
      <Button
        variant="primary"
        size="large"
        className="w-full"
        pending={pending}
        onClick={() => call(undefined, setBegun)}
      >
        Set up the app
      </Button>
    </div>
  );
}
