import { EnvironmentBadge } from '@/components/environment-badge';
import { Section } from '@/components/section';
import { StatusBadge } from '@/components/status-badge';
import type { CustomerSummary } from '@/lib/domain/support/summary';
import { say } from '@/lib/say';

const ENVIRONMENTS = ['live', 'sandbox'] as const;
const STATES = ['active', 'disabled', 'expired', 'revoked'] as const;

/** The number of keys by state and environment. */
export function KeysSection({ keys }: Pick<CustomerSummary, 'keys'>) {
  return (
    <Section title={say`API keys`}>
      <table className="mt-3 w-full border-t text-left">
        <thead>
          <tr className="border-b">
            <th scope="col" className="px-4 py-2.5 sm:px-5">
              <span className="sr-only">State</span>
            </th>
            {ENVIRONMENTS.map((environment) => (
              <th key={environment} scope="col" className="px-4 py-2.5 text-right sm:px-5">
                <EnvironmentBadge environment={environment} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y">
          {STATES.map((state) => (
            <tr key={state}>
              <th scope="row" className="px-4 py-2 sm:px-5">
                <StatusBadge status={state} />
              </th>
              {ENVIRONMENTS.map((environment) => (
                <td key={environment} className="px-4 py-2 text-right tabular-nums sm:px-5">
                  {keys[environment][state].toLocaleString('en')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
