import { describeCountry, describeRehearsal } from '@/components/rehearsals/rehearsed-calls';
import { Alert } from '@/components/ui/alert';
import type { CountryRehearsal } from '@/lib/domain/rehearsals/countries';
import type { Result } from '@/lib/errors';

/** What other countries would have refused. */
export function CountryRehearsalNote({ rehearsal }: { rehearsal: Result<CountryRehearsal> | undefined }) {
  if (!rehearsal) return <Alert role="status">Looking up recent messages and calls…</Alert>;
  if (!rehearsal.ok) return <Alert tone="danger">{rehearsal.refusal.message}</Alert>;
  const { refused, refusedCountries } = rehearsal.value;
  return (
    <Alert role="status" tone={refused > 0 ? 'warning' : 'info'}>
      <p>{describeRehearsal(rehearsal.value, 'numbers')}</p>
      {refused > 0 && <p>{`They went to ${refusedCountries.map(describeCountry).join(', ')}.`}</p>}
    </Alert>
  );
}
