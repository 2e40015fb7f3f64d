import type { ReactNode } from 'react';
import { LocalDate } from '@/components/local-date';
import { Card } from '@/components/ui/card';
import type { DeliveryDetails } from '@/lib/domain/webhook-deliveries/read';

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-ink-muted text-xs">{name}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  );
}

/** What identifies a delivery, and what comes next. */
export function DeliveryFacts({ delivery, url }: { delivery: DeliveryDetails; url: string }) {
  const { eventId, createdAt, attempts, state, nextAttemptAt } = delivery;
  const isRetrying = state === 'pending' && attempts > 0;
  return (
    <Card className="px-4 py-4 sm:px-5">
      <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-2 xl:grid-cols-4">
        <Fact name="URL">
          <span className="font-mono text-[0.8125rem]">{url}</span>
        </Fact>
        <Fact name="Event ID">
          <span className="font-mono text-[0.8125rem]">{eventId}</span>
        </Fact>
        <Fact name="Created">
          <LocalDate date={createdAt} withTime />
        </Fact>
        <Fact name={isRetrying ? 'Next attempt' : 'Attempts'}>
          {isRetrying && nextAttemptAt ? (
            <LocalDate date={nextAttemptAt} withTime />
          ) : (
            <span>{String(attempts)}</span>
          )}
        </Fact>
      </dl>
    </Card>
  );
}
