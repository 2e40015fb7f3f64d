import { KeyId } from '@/app/(portal)/settings/api-keys/_components/key-id';
import { MaskedSecret } from '@/app/(portal)/settings/api-keys/_components/masked-secret';
import { Fact } from '@/app/(portal)/settings/api-keys/[keyId]/_components/overview/fact';
import { LastUseFacts } from '@/app/(portal)/settings/api-keys/[keyId]/_components/overview/last-use-facts';
import { LocalDate } from '@/components/local-date';
import { Section } from '@/components/section';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import { publicKeyId } from '@/lib/domain/api-keys/number';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { rotationDueAt } from '@/lib/domain/key-policy/rotation-reminder';
import { say } from '@/lib/say';

/** The key, who created it, and its last use. */
export function OverviewSection({ apiKey, policy }: { apiKey: ApiKeyDetails; policy: KeyPolicy }) {
  const { id, maskedSecret, createdAt, createdBy, revokedAt, revokedBy } = apiKey;
  const due = revokedAt ? null : rotationDueAt(policy, apiKey);
  return (
    <Section title="Overview">
      <dl className="space-y-2 px-4 pt-3 pb-4 sm:px-5">
        <Fact name={say`Key`}>
          <MaskedSecret masked={maskedSecret} />
        </Fact>
        <Fact name={say`Key ID`}>
          <KeyId keyId={publicKeyId(apiKey, policy)} />
        </Fact>
        {due && (
          <Fact name="Rotate by">
            <LocalDate date={due} />
          </Fact>
        )}
        <Fact name="Created">
          <LocalDate date={createdAt} /> <span>{`by ${createdBy}`}</span>
        </Fact>
        {revokedAt && (
          <Fact name="Revoked">
            <LocalDate date={revokedAt} /> <span>{revokedBy && `by ${revokedBy}`}</span>
          </Fact>
        )}
        <LastUseFacts keyId={id} />
      </dl>
    </Section>
  );
}
