import Link from 'next/link';
import type { ReactNode } from 'react';
import { LocalDate } from '@/components/local-date';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import { FULL_ACCESS, type KeyPolicy } from '@/lib/domain/key-policy/policy';
import { say } from '@/lib/say';

/** The settings of a key, next to its secrets. */
export function KeyFacts({ apiKey, policy }: { apiKey: ApiKeyDetails; policy: KeyPolicy }) {
  const { label, environment, scopes, expiresAt, signing, allowlist, rateLimit } = apiKey;
  return (
    <section aria-label="Settings" className="space-y-2 border-t pt-4">
      <dl className="space-y-1.5">
        <Fact name="Label">{label}</Fact>
        <Fact name="Environment">{policy.environments[environment].label}</Fact>
        <Fact name="Scopes">{scopes.includes(FULL_ACCESS) ? 'Full access' : scopes.join(', ')}</Fact>
        <Fact name="Expiry">{expiresAt ? <LocalDate date={expiresAt} /> : 'Never'}</Fact>
        <Fact name="Signatures">{signing.required ? 'Required' : 'Not required'}</Fact>
        <Fact name="Allowed addresses">
          {allowlist.length === 0 ? 'Any address' : allowlist.map(({ network }) => network).join(', ')}
        </Fact>
        <Fact name="Rate limit">{`${rateLimit.toLocaleString('en')} calls per minute`}</Fact>
      </dl>
      <Link
        prefetch={false}
        href={`/settings/api-keys/${apiKey.id}`}
        className="inline-block text-accent-text underline underline-offset-4"
      >
        {say`Change the settings of this key`}
      </Link>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[9rem_minmax(0,1fr)] gap-3">
      <dt className="text-ink-muted">{name}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}
