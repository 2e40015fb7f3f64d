import { db } from '@/lib/db/client';
import type { LeakSource } from '@/lib/db/generated/enums';
import { newId } from '@/lib/ids';

export interface NewReport {
  hash: Buffer<ArrayBuffer>;
  source: LeakSource;
  /** The URL where it was found, or an empty text. */
  location: string;
}

/** Stores reports for the worker. */
export async function enqueueReports(reports: readonly NewReport[]): Promise<void> {
  if (reports.length === 0) return;
  await db().leakReport.createMany({ data: reports.map((report) => ({ id: newId('lr'), ...report })) });
}
