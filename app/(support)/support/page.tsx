import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { PastedKeyNotice } from '@/app/(support)/support/_components/pasted-key-notice';
import { SearchForm } from '@/app/(support)/support/_components/search-form';
import { SearchResults } from '@/app/(support)/support/_components/search-results';
import { loadSearchParams } from '@/app/(support)/support/search-params';
import { Alert } from '@/components/ui/alert';
import { requireStaff } from '@/lib/auth/staff';
import { searchCustomers } from '@/lib/domain/support/search';
import { currentProfile } from '@/lib/profiles/current';

export const metadata: Metadata = { title: 'Customers' };

export default async function CustomersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { actor } = await requireStaff();
  const { q, pasted } = await loadSearchParams(searchParams);
  const searched = q ? await searchCustomers(actor, { text: q }, currentProfile().keys) : null;
  return (
    <div className="space-y-6">
      <h1 className="font-semibold text-xl leading-8 tracking-tight">Customers</h1>
      <SearchForm text={searched?.ok ? q : ''} />
      {pasted && searched?.ok && <PastedKeyNotice pasted={pasted} />}
      {searched?.ok && <SearchResults results={searched.value} />}
      {searched?.ok === false && <Alert tone="danger">{searched.refusal.message}</Alert>}
    </div>
  );
}
