import { median } from './compare';

const WARM_UPS = 3;
const RUNS = 21;

/** How long a page takes until the last byte of its document, in milliseconds. */
export interface PageTimes {
  median: number;
  slowest: number;
}

/** How long one request takes, in milliseconds. */
async function time(url: string, cookie: string): Promise<number> {
  const began = performance.now();
  const answer = await fetch(url, { headers: { cookie }, redirect: 'manual' });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}.`);
  return performance.now() - began;
}

/** Requests a page of the portal several times in a row. The first requests do not count. */
export async function measurePage(url: string, cookie: string): Promise<PageTimes> {
  const times: number[] = [];
  for (let run = 0; run < WARM_UPS + RUNS; run++) {
    const taken = await time(url, cookie);
    if (run >= WARM_UPS) times.push(taken);
  }
  return { median: median(times), slowest: Math.max(...times) };
}
