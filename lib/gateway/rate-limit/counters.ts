import { MINUTE, SECOND } from '@/lib/clock';

/** The length of a window. It starts with the first call. */
export const WINDOW_SECONDS = MINUTE / SECOND;

/** The calls in the current window, including this one. */
export interface Tally {
  calls: number;
  /** Milliseconds until the next window. */
  msLeft: number;
}

/** Counts the calls of keys and workspaces. */
export interface Counters {
  count(id: string): Tally | Promise<Tally>;
  /** Whether Redis counts now. Missing without Redis. */
  areShared?(): boolean;
  close(): Promise<void>;
}
