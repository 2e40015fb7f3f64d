import type { DeliveryView } from '@/lib/domain/webhook-deliveries/view';

/** A duration as “34 ms” or “1.2 s”. */
export function formatDuration(ms: number): string {
  return ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

/** The last attempt of a delivery and their number, such as “500 in 34 ms, 3 attempts”. */
export function describeOutcome({ last, attempts }: Pick<DeliveryView, 'last' | 'attempts'>): string {
  if (!last) return 'Not attempted yet';
  const result = last.status === null ? 'No response' : String(last.status);
  const outcome = `${result} in ${formatDuration(last.durationMs)}`;
  return attempts === 1 ? outcome : `${outcome}, ${attempts} attempts`;
}
