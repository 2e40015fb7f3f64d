import { useEffect, useEffectEvent, useRef, useState } from 'react';
import {
  continueBulkActionAction,
  endBulkActionAction,
  readBulkActionAction,
} from '@/app/(portal)/settings/api-keys/actions';
import { failedCall } from '@/components/outdated/failed-call';
import type { BulkProgress } from '@/lib/domain/bulk-actions/progress';
import type { BulkResult } from '@/lib/domain/bulk-actions/read';

/** `stopping`: the batch that runs is still waited for. */
export type RunState = 'running' | 'stopping' | 'stopped' | 'ended';

/** Runs a bulk action batch by batch, until it ends, fails or is stopped. */
export function useProgress(first: BulkProgress) {
  const [progress, setProgress] = useState(first);
  const [state, setState] = useState<RunState>('running');
  const [problem, setProblem] = useState<string>();
  const [result, setResult] = useState<BulkResult>();
  const wanted = useRef(true);
  const bulkActionId = first.id;

  async function showResult() {
    const read = await readBulkActionAction({ bulkActionId }).catch(failedCall);
    if (read.ok) setResult(read.value);
    else setProblem(read.refusal.message);
  }

  function end(ended: BulkProgress) {
    setProgress(ended);
    setState('ended');
    void showResult();
  }

  async function run() {
    wanted.current = true;
    setState('running');
    setProblem(undefined);
    while (wanted.current) {
      const continued = await continueBulkActionAction({ bulkActionId }).catch(failedCall);
      if (!continued.ok) {
        setProblem(continued.refusal.message);
        break;
      }
      if (continued.value.endedAt) return end(continued.value);
      setProgress(continued.value);
    }
    setState('stopped');
  }

  const runFirst = useEffectEvent(run);
  useEffect(() => {
    void runFirst();
    return () => {
      wanted.current = false;
    };
  }, []);

  return {
    progress,
    state,
    problem,
    result,
    run,
    stop() {
      wanted.current = false;
      setState('stopping');
    },
    /** Leaves the keys that wait as they are. */
    async leaveRest() {
      const ended = await endBulkActionAction({ bulkActionId }).catch(failedCall);
      if (ended.ok) end(ended.value);
      else setProblem(ended.refusal.message);
    },
  };
}
