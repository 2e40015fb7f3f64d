'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { useChunk } from '@/components/use-chunk';

const loadDialog = () =>
  import('@/app/(portal)/settings/security/_components/second-factor-dialog').then(
    ({ SecondFactorDialog }) => SecondFactorDialog,
  );

interface SecondFactorControlsProps {
  app: boolean;
  passkeys: boolean;
  disabledReason: Record<'turnOn' | 'renew' | 'turnOff', string | undefined>;
}

/** Buttons that add and remove the authenticator app, and create new recovery codes. */
export function SecondFactorControls({ app, passkeys, disabledReason }: SecondFactorControlsProps) {
  const [change, setChange] = useState<'turn on' | 'renew' | 'turn off'>('turn on');
  const dialog = useChunk(loadDialog);

  function ask(asked: typeof change) {
    setChange(asked);
    void dialog.open();
  }

  return (
    <>
      <div className="flex flex-wrap gap-2">
        {(app || passkeys) && (
          <Button disabledReason={disabledReason.renew} onClick={() => ask('renew')}>
            New recovery codes
          </Button>
        )}
        {app ? (
          <Button disabledReason={disabledReason.turnOff} onClick={() => ask('turn off')}>
            {passkeys ? 'Remove app' : 'Turn off'}
          </Button>
        ) : (
          <Button
            variant={passkeys ? 'secondary' : 'primary'}
            disabledReason={disabledReason.turnOn}
            onClick={() => ask('turn on')}
          >
            {passkeys ? 'Set up an app' : 'Turn on'}
          </Button>
        )}
      </div>
      {dialog.Component && <dialog.Component change={change} passkeys={passkeys} onClose={dialog.close} />}
    </>
  );
}
