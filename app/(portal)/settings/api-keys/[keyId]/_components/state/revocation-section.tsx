import {
  RevocationEvidence,
  unknownUses,
} from '@/app/(portal)/settings/api-keys/_components/health/revocation-evidence';
import { Section } from '@/components/section';
import type { RevocationEvidence as Evidence } from '@/lib/domain/key-health/evidence';
import { say } from '@/lib/say';

/** Whether the key can be revoked, and how that is known. */
export function RevocationSection({ evidence, now }: { evidence: Evidence; now: number }) {
  return (
    <Section
      title="Safe to revoke?"
      lead={evidence.isSafe ? 'Yes, by all that is known' : say`Not by what is known of this key`}
    >
      <div className="space-y-3 px-4 pt-3 pb-4 sm:px-5">
        <RevocationEvidence evidence={evidence} now={now} />
        <p className="text-ink-muted text-xs">{unknownUses()}</p>
      </div>
    </Section>
  );
}
