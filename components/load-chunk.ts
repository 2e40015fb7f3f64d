import { reportFailedChunk } from '@/components/outdated/failed-call';

/** Fetches a part of the page when it is needed. If that fails, shows why and returns undefined; the next call tries again. */
export async function loadChunk<T>(load: () => Promise<T>): Promise<T | undefined> {
  try {
    return await load();
  } catch {
    await reportFailedChunk();
    return undefined;
  }
}
