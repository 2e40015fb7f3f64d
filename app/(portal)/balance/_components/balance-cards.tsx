import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { type Balances, isLow } from '@/lib/domain/balance/summary';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { formatMoney } from '@/lib/domain/wallet/money-text';

interface BalanceCardsProps {
  balances: Balances;
  environments: KeyPolicy['environments'];
}

/** The money of the workspace, one card for each environment. */
export function BalanceCards({ balances, environments }: BalanceCardsProps) {
  const { live, sandbox, lowBalance } = balances;
  const limit = lowBalance && isLow(balances) ? formatMoney(lowBalance) : null;
  const cards = [
    {
      name: environments.live.label,
      money: live,
      note: limit ? `Real money, below your limit of ${limit}` : 'Real money',
    },
    { name: environments.sandbox.label, money: sandbox, note: 'Play money for tests' },
  ];
  return (
    <ul aria-label="Balances" className="grid gap-3 sm:grid-cols-2">
      {cards.map(({ name, money, note }) => (
        <li key={name}>
          <Card className="space-y-1 px-4 py-4 sm:px-5">
            <h2 className="flex items-center gap-2 font-medium text-ink-muted text-[0.8125rem]">
              <span>{name}</span>
              {money === live && limit && <Badge tone="warning">Low</Badge>}
            </h2>
            <p className="wrap-anywhere font-semibold text-2xl tabular-nums tracking-tight">
              {formatMoney(money)}
            </p>
            <p className="text-[0.8125rem] text-ink-muted">{note}</p>
          </Card>
        </li>
      ))}
    </ul>
  );
}
