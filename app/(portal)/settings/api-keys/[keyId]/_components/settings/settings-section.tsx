import Link from 'next/link';
import { ExpiryBadge } from '@/app/(portal)/settings/api-keys/_components/expiry/expiry-badge';
import { EditButton } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/edit-button';
import { LimitsSummary } from '@/app/(portal)/settings/api-keys/[keyId]/_components/limits/limits-summary';
import { OldSigningSecretNote } from '@/app/(portal)/settings/api-keys/[keyId]/_components/settings/old-signing-secret';
import { SettingRow } from '@/app/(portal)/settings/api-keys/[keyId]/_components/settings/setting-row';
import { UnusedScopes } from '@/app/(portal)/settings/api-keys/[keyId]/_components/settings/unused-scopes';
import type { KeyControls } from '@/app/(portal)/settings/api-keys/[keyId]/key-controls';
import { LocalDate } from '@/components/local-date';
import { RefreshEvery } from '@/components/refresh-every';
import { Section } from '@/components/section';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import { FULL_ACCESS, type KeyPolicy } from '@/lib/domain/key-policy/policy';
import { nextReminderAt, rotationDays } from '@/lib/domain/key-policy/rotation-reminder';

/** The calls decide when to retire an old signing secret, so they must be recent. */
const REFRESH_MS = 10_000;

interface SettingsSectionProps {
  apiKey: ApiKeyDetails;
  policy: KeyPolicy;
  /** The scopes that no successful call has needed for a long time. */
  unusedScopes: readonly string[];
  /** Whether the provider has signatures. */
  hasSignatures: boolean;
  controls: KeyControls;
  now: number;
}

/** All settings of the key. */
export function SettingsSection({
  apiKey,
  policy,
  unusedScopes,
  hasSignatures,
  controls,
  now,
}: SettingsSectionProps) {
  const { label, scopes, expiresAt, signing, allowlist, rateLimit, environment } = apiKey;
  const replace = controls('key-settings/replace-signing-secret');
  return (
    <Section title="Settings" lead="Changes apply from the next request.">
      <dl className="mt-3 divide-y border-t">
        <SettingRow name="Label" change={{ opens: 'label', control: controls('key-settings/rename') }}>
          {label}
        </SettingRow>
        <SettingRow name="Notes" change={{ opens: 'notes', control: controls('key-settings/annotate') }}>
          <Notes {...apiKey} />
        </SettingRow>
        {policy.purposes && (
          <SettingRow
            name="Purpose"
            change={{ opens: 'purpose', control: controls('key-settings/set-purpose') }}
          >
            {apiKey.purpose ?? 'None'}
          </SettingRow>
        )}
        <SettingRow name="Environment">
          {`${policy.environments[environment].label} (can’t be changed)`}
        </SettingRow>
        <SettingRow
          name="Scopes"
          change={{ opens: 'scopes', control: controls('key-settings/change-scopes') }}
        >
          {scopes.includes(FULL_ACCESS) ? (
            <span>Full access</span>
          ) : (
            <ul className="flex flex-wrap gap-1.5 font-mono text-xs">
              {scopes.map((scope) => (
                <li key={scope} className="rounded bg-hover px-1.5 py-0.5">
                  {scope}
                </li>
              ))}
            </ul>
          )}
          <UnusedScopes
            apiKey={apiKey}
            unused={unusedScopes}
            control={controls('key-settings/change-scopes')}
          />
        </SettingRow>
        <SettingRow name="Expiry" change={{ opens: 'expiry', control: controls('key-settings/set-expiry') }}>
          <span className="flex flex-wrap items-center gap-2">
            {expiresAt ? <LocalDate date={expiresAt} /> : <span>Never</span>}
            <ExpiryBadge expiresAt={expiresAt} now={now} />
          </span>
        </SettingRow>
        <SettingRow
          name="Rotation reminder"
          change={{ opens: 'reminder', control: controls('key-settings/set-rotation-reminder') }}
        >
          <ReminderText apiKey={apiKey} policy={policy} now={now} />
        </SettingRow>
        {hasSignatures && (
          <SettingRow
            name="Signatures"
            change={{ opens: 'signing', control: controls('key-settings/set-signing') }}
          >
            <span>{signing.required ? 'HMAC signatures are required' : 'Not required'}</span>
            {signing.old && (
              <>
                <RefreshEvery intervalMs={REFRESH_MS} />
                <OldSigningSecretNote old={signing.old} control={controls('signing-secrets/retire')} />
              </>
            )}
            {signing.secretVersion && replace.shown && !signing.old?.newUsedAt && (
              <span className="block pt-1">
                <EditButton opens="signingSecret" control={replace} size="inline" variant="link">
                  {signing.old ? 'Lost the new one? Replace again' : 'Replace signing secret'}
                </EditButton>
              </span>
            )}
            <span className="block pt-1">
              <Link
                prefetch={false}
                href={`/settings/api-keys/${apiKey.id}/signing`}
                className="text-accent-text underline underline-offset-4"
              >
                Samples and checker
              </Link>
            </span>
          </SettingRow>
        )}
        <SettingRow
          name="Allowed addresses"
          change={{ opens: 'allowlist', control: controls('key-settings/set-allowlist') }}
        >
          {allowlist.length === 0 ? (
            'Any address'
          ) : (
            <ul className="space-y-0.5">
              {allowlist.map(({ network, note }) => (
                <li key={network}>
                  <span className="font-mono text-[0.8125rem]">{network}</span> <span>{note}</span>
                </li>
              ))}
            </ul>
          )}
        </SettingRow>
        <SettingRow
          name="Rate limit"
          change={{ opens: 'rateLimit', control: controls('key-settings/set-rate-limit') }}
        >
          {`${rateLimit.toLocaleString('en')} calls per minute`}
        </SettingRow>
        <SettingRow name="Limits" change={{ opens: 'limits', control: controls('key-settings/set-limits') }}>
          <LimitsSummary limits={apiKey.limits} currency={apiKey.currency} />
        </SettingRow>
      </dl>
    </Section>
  );
}

/** How often an email reminds to rotate the key, and when the next one is due. */
function ReminderText({ apiKey, policy, now }: Pick<SettingsSectionProps, 'apiKey' | 'policy' | 'now'>) {
  const days = rotationDays(policy, apiKey);
  const next = nextReminderAt(policy, apiKey, new Date(now));
  if (days === null || next === null) return 'Never';
  const because = apiKey.remindAfterDays === null ? ', as its purpose advises' : '';
  return (
    <>
      <span>{`Every ${days} days${because}. `}</span>
      {apiKey.status === 'active' && (
        <span>
          Next on <LocalDate date={next} />
        </span>
      )}
    </>
  );
}

/** The owner, the tags and the note of the key. */
function Notes({ owner, tags, note }: Pick<ApiKeyDetails, 'owner' | 'tags' | 'note'>) {
  if (!owner && !note && tags.length === 0) return 'No owner, tags or note';
  return (
    <span className="block space-y-1">
      {owner && <span className="block">{`Owner: ${owner}`}</span>}
      {tags.length > 0 && (
        <span className="flex flex-wrap gap-1.5 text-xs">
          {tags.map((tag) => (
            <span key={tag} className="max-w-full truncate rounded bg-hover px-1.5 py-0.5">
              {tag}
            </span>
          ))}
        </span>
      )}
      {note && <span className="block">{note}</span>}
    </span>
  );
}
