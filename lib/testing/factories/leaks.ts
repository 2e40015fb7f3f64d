import { SYSTEM, type SystemActor } from '@/lib/domain/actor';
import { handleLeakReports } from '@/lib/domain/leaks/handle-reports';
import { reportLeakByForm } from '@/lib/domain/leaks/report-by-form';
import { reportByScanner } from '@/lib/domain/leaks/report-by-scanner';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted } from '@/lib/testing/factories/api-keys';

/** A public place where a secret was found. */
export const PLACE = 'https://code.example/shop/blob/12345600b9cbe38a219f39a9941c9319b600c002/.env';

let finders = 0;

/** A guest with an address of their own, so that nobody waits for the attempts of another test. */
export function makeFinder(): SystemActor {
  finders += 1;
  return { kind: 'system', address: `198.51.100.${finders}` };
}

/** Handles the reports that wait, and returns how many there were. */
export const handleReports = async () => granted(await handleLeakReports(SYSTEM));

/** Reports a secret as a scanner does, and handles the report. Returns whether the text is a secret. */
export async function reportAsScanner(token: string, url = PLACE): Promise<boolean> {
  const [verdict] = granted(await reportByScanner(SYSTEM, [{ token, type: 'key', url }], keydesk.keys));
  await handleReports();
  return verdict?.isSecret ?? false;
}

/** Reports a text with the public form, and handles the report. */
export async function reportByForm(text: string, url?: string): Promise<void> {
  granted(await reportLeakByForm(makeFinder(), { text, url }, keydesk.keys));
  await handleReports();
}
