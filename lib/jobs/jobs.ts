import { HOUR, MINUTE, SECOND } from '@/lib/clock';
import { SYSTEM, type SystemActor } from '@/lib/domain/actor';
import { sendBalanceNotices } from '@/lib/domain/balance-notices/send';
import { dispatchMessages, dispatchVoiceCalls } from '@/lib/domain/delivery/dispatch';
import { expireOverdue } from '@/lib/domain/delivery/expire';
import { reportSimulated } from '@/lib/domain/delivery/report-simulated';
import { sendExpiryNotices } from '@/lib/domain/expiry-notices/send';
import { endOverdueImpersonations } from '@/lib/domain/impersonation/end-overdue';
import { handleLeakReports } from '@/lib/domain/leaks/handle-reports';
import { hashSigningSecrets } from '@/lib/domain/leaks/hash-signing-secrets';
import { processLookups } from '@/lib/domain/lookups/process-due';
import { deliverMails } from '@/lib/domain/mails/deliver';
import { applyMessageChanges } from '@/lib/domain/message-totals/apply-changes';
import { refreshDuePayments } from '@/lib/domain/payments/refresh-due';
import { deleteExpired } from '@/lib/domain/retention/delete-expired';
import { eraseOldMessages } from '@/lib/domain/retention/erase-messages';
import { keepPartitions } from '@/lib/domain/retention/keep-partitions';
import { createTextRemover } from '@/lib/domain/retention/remove-texts';
import { warnOfDefault } from '@/lib/domain/retention/warn-of-default';
import { sendRotationNotices } from '@/lib/domain/rotation-notices/send';
import { writeRequestedMails } from '@/lib/domain/users/write-requested-mails';
import { cancelOrphaned } from '@/lib/domain/webhook-deliveries/cancel-orphaned';
import { createDeliverer } from '@/lib/domain/webhook-deliveries/deliverer';
import { cancelWaiting } from '@/lib/domain/workspace-closing/cancel-waiting';
import { deleteData } from '@/lib/domain/workspace-closing/delete-data';
import type { Result } from '@/lib/errors';
import type { Job } from '@/lib/jobs/worker';
import type { Profile } from '@/lib/profiles/profile';

/** Runs a verb as a job. The system may do it, so that a refusal is a fault. */
function bySystem(verb: (actor: SystemActor) => Promise<Result<number>>): () => Promise<number> {
  return async () => {
    const done = await verb(SYSTEM);
    if (!done.ok) throw new Error(done.refusal.message);
    return done.value;
  };
}

/** The background work of the product, with webhooks as the profile writes them and reminders as it asks for them. */
export function jobsOf({ webhooks, keys }: Pick<Profile, 'webhooks' | 'keys'>): readonly Job[] {
  const deliverer = createDeliverer(webhooks);
  return [
    { name: 'users.writeRequestedMails', everyMs: 0.5 * SECOND, run: writeRequestedMails },
    { name: 'mails.deliver', everyMs: 0.5 * SECOND, run: () => deliverMails() },
    // A message for each run: if the carrier does not respond to one, the others go on.
    {
      name: 'messages.dispatchLive',
      everyMs: 0.5 * SECOND,
      concurrency: 16,
      run: () => dispatchMessages('live', 1),
    },
    { name: 'messages.dispatchSandbox', everyMs: 0.5 * SECOND, run: () => dispatchMessages('sandbox', 200) },
    {
      name: 'voiceCalls.dispatchLive',
      everyMs: 0.5 * SECOND,
      concurrency: 8,
      run: () => dispatchVoiceCalls('live', 1),
    },
    {
      name: 'voiceCalls.dispatchSandbox',
      everyMs: 0.5 * SECOND,
      run: () => dispatchVoiceCalls('sandbox', 200),
    },
    { name: 'delivery.reportSimulated', everyMs: 0.5 * SECOND, run: reportSimulated },
    { name: 'webhooks.deliver', everyMs: 0.5 * SECOND, run: deliverer.run, finish: deliverer.finish },
    { name: 'webhooks.cancelOrphaned', everyMs: MINUTE, run: cancelOrphaned },
    // A portion of a list for each run, so that lists take turns.
    {
      name: 'lookups.processLive',
      everyMs: 0.5 * SECOND,
      concurrency: 4,
      run: () => processLookups('live', 1),
    },
    { name: 'lookups.processSandbox', everyMs: 0.5 * SECOND, run: () => processLookups('sandbox', 4) },
    { name: 'messageTotals.applyChanges', everyMs: 5 * SECOND, run: applyMessageChanges },
    { name: 'delivery.expire', everyMs: MINUTE, run: expireOverdue },
    // Each notice is sent once, on its day. The job runs every hour, so that a restart or an outage delays it by an hour
    // at most.
    { name: 'apiKeys.warnOfExpiry', everyMs: HOUR, run: bySystem(sendExpiryNotices) },
    {
      name: 'apiKeys.remindOfRotation',
      everyMs: HOUR,
      run: bySystem((actor) => sendRotationNotices(actor, keys)),
    },
    { name: 'leaks.handleReports', everyMs: 0.5 * SECOND, run: bySystem(handleLeakReports) },
    { name: 'leaks.hashSigningSecrets', everyMs: MINUTE, run: hashSigningSecrets },
    { name: 'wallet.warnOfLowBalance', everyMs: 5 * SECOND, run: bySystem(sendBalanceNotices) },
    { name: 'workspaces.cancelWaiting', everyMs: SECOND, run: cancelWaiting },
    { name: 'workspaces.deleteData', everyMs: 5 * MINUTE, run: deleteData },
    { name: 'payments.refreshDue', everyMs: MINUTE, run: bySystem(refreshDuePayments) },
    { name: 'impersonation.endOverdue', everyMs: MINUTE, run: bySystem(endOverdueImpersonations) },
    { name: 'retention.deleteExpired', everyMs: HOUR, run: deleteExpired },
    { name: 'retention.keepPartitions', everyMs: HOUR, run: keepPartitions },
    { name: 'retention.warnOfDefault', everyMs: HOUR, run: warnOfDefault },
    { name: 'retention.eraseOldMessages', everyMs: HOUR, run: eraseOldMessages },
    { name: 'retention.removeTexts', everyMs: HOUR, run: createTextRemover() },
  ];
}
