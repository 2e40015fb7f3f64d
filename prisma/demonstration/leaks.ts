import { SYSTEM } from '@/lib/domain/actor';
import { enqueueReports, type NewReport } from '@/lib/domain/leaks/enqueue-reports';
import { handleLeakReports } from '@/lib/domain/leaks/handle-reports';
import { granted } from '@/lib/operator-error';
import type { UsedKey } from './used-keys';

const PLACES: readonly Omit<NewReport, 'hash'>[] = [
  { source: 'scanner', location: 'https://github.com/harbor/shop/blob/main/deploy.env' },
  { source: 'form', location: 'https://forum.example/questions/482' },
];

/** Reports the secrets of the first keys as leaked, each found in another place. */
export async function reportLeaks(keys: readonly UsedKey[]): Promise<void> {
  await enqueueReports(
    PLACES.flatMap((place, n) => {
      const hash = keys[n]?.secrets[0].hash;
      return hash ? { ...place, hash: Buffer.from(hash) } : [];
    }),
  );
  while (granted(await handleLeakReports(SYSTEM)) > 0);
}
