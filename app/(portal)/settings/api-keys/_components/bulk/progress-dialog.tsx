'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { KIND_TEXTS, OUTCOME_TEXTS } from '@/app/(portal)/settings/api-keys/_components/bulk/bulk-texts';
import { Others } from '@/app/(portal)/settings/api-keys/_components/bulk/impact';
import { type RunState, useProgress } from '@/app/(portal)/settings/api-keys/_components/bulk/use-progress';
import { formatCount } from '@/components/format-count';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { BulkProgress } from '@/lib/domain/bulk-actions/progress';
import type { BulkResult } from '@/lib/domain/bulk-actions/read';
import { say } from '@/lib/say';

interface ProgressDialogProps {
  progress: BulkProgress;
  onClose(): void;
}

/** Changes the keys of a bulk action and shows how far it is. Closing it stops; what was done stays. */
export function ProgressDialog({ progress: first, onClose }: ProgressDialogProps) {
  const router = useRouter();
  const { progress, state, problem, result, run, stop, leaveRest } = useProgress(first);
  const { kind, keys, done, changed } = progress;
  const texts = KIND_TEXTS[kind];

  function close() {
    stop();
    onClose();
    router.refresh();
  }

  return (
    <Dialog
      title={state === 'ended' ? texts.done(changed) : texts.running(keys)}
      size="small"
      staysOpen
      onClose={close}
      footer={<Buttons state={state} onStop={stop} onContinue={run} onLeave={leaveRest} onClose={close} />}
    >
      <div className="space-y-4">
        <Bar done={done} keys={keys} />
        <Announced state={state} done={done} keys={keys} />
        {state === 'stopped' && !problem && (
          <Alert>{say`Stopped. The other keys are as they were. You can continue within a day.`}</Alert>
        )}
        {problem && (
          <Alert tone="danger" role="alert">
            {problem}
          </Alert>
        )}
        {state === 'ended' && <Result progress={progress} result={result} />}
      </div>
    </Dialog>
  );
}

function Bar({ done, keys }: { done: number; keys: number }) {
  const text = `${formatCount(done)} of ${formatCount(keys)}`;
  return (
    <div className="space-y-1.5">
      <p aria-hidden className="text-[0.8125rem] text-ink-muted tabular-nums">
        {text}
      </p>
      <div
        role="progressbar"
        aria-label={say`Changed keys`}
        aria-valuemin={0}
        aria-valuemax={keys}
        aria-valuenow={done}
        aria-valuetext={text}
        className="h-2 overflow-hidden rounded-full bg-line"
      >
        <div
          className="h-full rounded-full bg-accent transition-[width] motion-reduce:transition-none"
          style={{ width: `${keys === 0 ? 100 : (100 * done) / keys}%` }}
        />
      </div>
    </div>
  );
}

/** For screen readers: each tenth, and the end. */
function Announced({ state, done, keys }: { state: RunState; done: number; keys: number }) {
  const tenths = Math.floor((10 * done) / keys);
  const text =
    state === 'ended' || state === 'stopped'
      ? `${formatCount(done)} of ${formatCount(keys)}`
      : `${tenths * 10}%`;
  return (
    <p role="status" className="sr-only">
      {`${text} done`}
    </p>
  );
}

interface ButtonsProps {
  state: RunState;
  onStop(): void;
  onContinue(): void;
  onLeave(): void;
  onClose(): void;
}

function Buttons({ state, onStop, onContinue, onLeave, onClose }: ButtonsProps) {
  if (state === 'ended') {
    return (
      <Button variant="primary" onClick={onClose}>
        Close
      </Button>
    );
  }
  if (state !== 'stopped') {
    return (
      <Button pending={state === 'stopping'} onClick={onStop}>
        Stop
      </Button>
    );
  }
  return (
    <>
      <Button onClick={onLeave}>Leave the rest</Button>
      <Button variant="primary" onClick={onContinue}>
        Continue
      </Button>
    </>
  );
}

/** The keys that did not change, and why. */
function Result({ progress, result }: { progress: BulkProgress; result: BulkResult | undefined }) {
  const { keys, done, others } = progress;
  return (
    <div className="space-y-3">
      {done < keys && <p>{say`${formatCount(keys - done)} keys were left as they were.`}</p>}
      {others.length > 0 && <Others others={others} />}
      {result && result.named.length > 0 && (
        <details>
          <summary className="cursor-pointer text-accent-text">{say`Show these keys`}</summary>
          <ul className="space-y-1 pt-2">
            {result.named.map(({ id, label, outcome }) => (
              <li key={id} className="wrap-anywhere">
                <Link
                  prefetch={false}
                  href={`/settings/api-keys/${id}`}
                  className="text-accent-text underline underline-offset-4"
                >
                  {label}
                </Link>
                <span className="text-ink-muted">{`: ${OUTCOME_TEXTS[outcome]}`}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
