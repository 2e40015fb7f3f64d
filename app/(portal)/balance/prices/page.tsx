import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import type { SearchParams } from 'nuqs/server';
import { PriceFilters } from '@/app/(portal)/balance/prices/_components/price-filters';
import { loadPriceParams, pricesHref } from '@/app/(portal)/balance/prices/search-params';
import { Pager } from '@/components/pager';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { requireActor } from '@/lib/auth/actor';
import { secretFormat } from '@/lib/domain/key-secrets/pasted-secret';
import { type CountryPrice, searchPrices } from '@/lib/domain/prices/search';
import { formatMoney } from '@/lib/domain/wallet/money-text';
import { currentProfile } from '@/lib/profiles/current';

export const metadata: Metadata = { title: 'Prices' };

export default async function PricesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor();
  const params = await loadPriceParams(searchParams);
  const { channel, q: search, cursor } = params;
  const found = await searchPrices(actor, { channel, search, cursor: cursor ?? undefined });
  // Only an invalid URL is refused.
  if (!found.ok) redirect(pricesHref({ channel }));

  const { prices, nextCursor } = found.value;
  return (
    <div className="max-w-3xl space-y-5">
      <div className="space-y-1">
        <h1 className="font-semibold text-xl leading-8 tracking-tight">Prices by country</h1>
        <p className="text-ink-muted">
          What the workspace pays now. Long texts have several segments, and each has this price.
        </p>
        <Link
          prefetch={false}
          href="/balance"
          className={buttonClass({ variant: 'link', size: 'inline', className: 'text-[0.8125rem]' })}
        >
          Back to the balance
        </Link>
      </div>
      <PriceFilters values={{ channel, q: search }} format={secretFormat(currentProfile().keys)} />
      <section aria-label="Prices" className="space-y-3">
        <Card>
          {prices.length > 0 ? (
            <PriceTable prices={prices} />
          ) : (
            <div className="space-y-1 px-6 py-14 text-center">
              <p className="font-medium">No matching country</p>
              <p className="text-ink-muted">Search by name, code such as NL, or calling code such as 31.</p>
            </div>
          )}
        </Card>
        <Pager
          label="Pages"
          newest={cursor && pricesHref({ ...params, cursor: null })}
          older={nextCursor && pricesHref({ ...params, cursor: nextCursor })}
          names={{ newest: 'First', older: 'Next' }}
          className="min-h-9 justify-end"
        />
      </section>
    </div>
  );
}

function PriceTable({ prices }: { prices: readonly CountryPrice[] }) {
  return (
    <table className="w-full">
      <caption className="sr-only">Prices by country</caption>
      <thead>
        <tr className="border-b text-left text-ink-muted text-xs">
          <th scope="col" className="py-2.5 pr-2 pl-4 font-medium">
            Country
          </th>
          <th scope="col" className="px-2 py-2.5 font-medium">
            Calling code
          </th>
          <th scope="col" className="py-2.5 pr-4 pl-2 text-right font-medium">
            Price
          </th>
        </tr>
      </thead>
      <tbody className="divide-y">
        {prices.map(({ code, name, callingCode, price }) => (
          <tr key={code}>
            <td className="wrap-anywhere py-2.5 pr-2 pl-4">
              <span className="font-medium">{name}</span>{' '}
              <span className="text-ink-muted text-xs">{code}</span>
            </td>
            <td className="px-2 py-2.5 text-ink-muted tabular-nums">{`+${callingCode}`}</td>
            <td className="py-2.5 pr-4 pl-2 text-right tabular-nums">
              {price ? formatMoney(price) : 'No price'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
