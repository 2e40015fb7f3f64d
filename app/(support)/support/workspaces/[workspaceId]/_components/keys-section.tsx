import { EnvironmentBadge } from '@/components/environment-badge';
import { Section } from '@/components/section';
import { StatusBadge } from '@/components/status-badge';
import type { CustomerSummary } from '@/lib/domain/support/summary';

const ENVIRONMENTS = ['live', 'sandbox'] as const;
const STATES = ['active', 'disabled', 'expired', 'revoked'] as const;

/** How many keys there are, by environment and state. */
export function KeysSection({ keys }: Pick<CustomerSummary, 'keys'>) {
  return (
    <Section title="API keys">
      <div className="mt-3 overflow-x-auto border-t">
        <table className="w-full text-left">
          <thead>
            <tr className="border-b">
              <th scope="col" className="px-4 py-2.5 sm:px-5">
                <span className="sr-only">Environment</span>
              </th>
              {STATES.map((state) => (
                <th key={state} scope="col" className="px-2 py-2.5 text-right last:pr-4 sm:last:pr-5">
                  <StatusBadge status={state} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y">
            {ENVIRONMENTS.map((environment) => (
              <tr key={environment}>
                <th scope="row" className="px-4 py-2.5 sm:px-5">
                  <EnvironmentBadge environment={environment} />
                </th>
                {STATES.map((state) => (
                  <td key={state} className="px-2 py-2.5 text-right tabular-nums last:pr-4 sm:last:pr-5">
                    {keys[environment][state].toLocaleString('en')}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
