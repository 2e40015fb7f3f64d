import { HOUR, SECOND } from '@/lib/clock';
import { deliverMails } from '@/lib/domain/mails/deliver';
import { advanceSandboxMessages } from '@/lib/domain/messaging/advance-sandbox';
import { deleteExpired } from '@/lib/domain/retention/delete-expired';
import type { Job } from '@/lib/jobs/worker';

/** The background work of the product. */
export const JOBS: readonly Job[] = [
  { name: 'messages.advanceSandbox', everyMs: 0.5 * SECOND, run: advanceSandboxMessages },
  { name: 'mails.deliver', everyMs: 0.5 * SECOND, run: () => deliverMails() },
  { name: 'retention.deleteExpired', everyMs: HOUR, run: deleteExpired },
];
