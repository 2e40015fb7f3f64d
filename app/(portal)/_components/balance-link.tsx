import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { type Balances, isLow } from '@/lib/domain/balance/summary';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { formatMoney } from '@/lib/domain/wallet/money-text';

interface BalanceLinkProps {
  balances: Balances;
  environments: KeyPolicy['environments'];
}

/** The money of the workspace in the column of a wide screen. A phone has no room, and shows it on its page. */
export function BalanceLink({ balances, environments }: BalanceLinkProps) {
  const { live, sandbox } = balances;
  return (
    <Link
      prefetch={false}
      href="/balance"
      className="hidden shrink-0 rounded-lg border px-3 py-2.5 text-xs hover:bg-hover lg:block"
    >
      <span className="sr-only">What you can spend:</span>
      {[
        { name: environments.live.label, money: live },
        { name: environments.sandbox.label, money: sandbox },
      ].map(({ name, money }) => (
        <span key={name} className="flex justify-between gap-2">
          <span className="flex items-center gap-1.5 text-ink-muted">
            <span>{name}</span>
            {money === live && isLow(balances) && <Badge tone="warning">Low</Badge>}
          </span>{' '}
          <span className="wrap-anywhere font-medium tabular-nums">{formatMoney(money)}</span>{' '}
        </span>
      ))}
    </Link>
  );
}
