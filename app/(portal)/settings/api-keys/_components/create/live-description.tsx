import type { LiveSending } from '@/lib/domain/balance/live-sending';
import { formatMoney } from '@/lib/domain/wallet/money-text';

/** What the live environment does, what it costs, and whether something is missing before it can send. */
export function LiveDescription({ sending: { balance, price, hasCarrier } }: { sending: LiveSending }) {
  const from = price && (price.country ? `(${price.country})` : 'or more');
  return (
    <>
      <span className="block">Sends real messages and spends your balance.</span>
      {price && (
        <span className="mt-1 block">
          <span>{`A message costs ${formatMoney(price.perSegment)} per segment ${from}.`}</span>{' '}
          <a
            href="/balance/prices"
            target="_blank"
            rel="noreferrer"
            className="relative z-10 text-accent-text underline underline-offset-4"
          >
            Prices by country
          </a>
        </span>
      )}
      <span className="block tabular-nums">{`Balance: ${formatMoney(balance)}`}</span>
      <span className="block">
        {hasCarrier
          ? 'A carrier is connected.'
          : 'No carrier is connected yet, so live messages are rejected.'}
      </span>
    </>
  );
}
