import { reportFailedChunk } from '@/components/outdated/failed-call';

/** Fetches a part of the page when it is needed. Undefined if that fails, which it tells; the next call tries again. */
export async function loadChunk<T>(load: () => Promise<T>): Promise<T | undefined> {
  try {
    return await load();
  } catch {
    await reportFailedChunk();
    return undefined;
  }
}
