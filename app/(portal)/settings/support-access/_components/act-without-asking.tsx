'use client';

import { TimeLeft } from '@/app/(portal)/settings/support-access/_components/time-left';
import { setSupportAccessAction } from '@/app/(portal)/settings/support-access/actions';
import { LocalDate } from '@/components/local-date';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { useNow } from '@/components/use-now';
import { useServerAction } from '@/components/use-server-action';
import type { Control } from '@/lib/domain/permissions';

interface ActWithoutAskingProps {
  /** Until when support may make changes without asking; null when it must ask. */
  actsUntil: Date | null;
  control: Control;
  now: number;
}

/** Lets support make changes without asking, for a limited time. */
export function ActWithoutAsking({ actsUntil, control, now: start }: ActWithoutAskingProps) {
  const now = useNow(start);
  const { pending, call } = useServerAction(setSupportAccessAction);
  const lasts = actsUntil !== null && actsUntil.getTime() > now;

  function set(access: 'ask' | 'hour' | 'day', message: string) {
    call({ access }, () => void toast.success(message));
  }

  const button = { size: 'small', pending, disabledReason: control.disabledReason } as const;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-t px-4 py-3.5 sm:px-5">
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-medium">Pre-approve changes</p>
        <p className="text-[0.8125rem] text-ink-muted">
          {lasts ? (
            <span>
              Support can make changes without asking until <LocalDate date={actsUntil} withTime />.{' '}
              <TimeLeft until={actsUntil} now={start} />
            </span>
          ) : (
            'Support doesn’t have to ask each time while you work on something together.'
          )}
        </p>
      </div>
      {control.shown &&
        (lasts ? (
          <Button {...button} onClick={() => set('ask', 'Support has to ask again')}>
            Stop now
          </Button>
        ) : (
          <span className="flex gap-2">
            <Button {...button} onClick={() => set('hour', 'Support can make changes for 1 hour')}>
              Allow for 1 hour
            </Button>
            <Button {...button} onClick={() => set('day', 'Support can make changes for 1 day')}>
              Allow for 1 day
            </Button>
          </span>
        ))}
    </div>
  );
}
