import {
  RevocationEvidence,
  unknownUses,
} from '@/app/(portal)/settings/api-keys/_components/health/revocation-evidence';
import { Section } from '@/components/section';
import type { RevocationEvidence as Evidence } from '@/lib/domain/key-health/evidence';

/** Whether the key can be revoked, and how that is known. */
export function RevocationSection({ evidence, now }: { evidence: Evidence; now: number }) {
  return (
    <Section
      title="Safe to revoke?"
      lead={evidence.isSafe ? 'Yes, as far as we know' : 'Not as far as we know'}
    >
      <div className="space-y-3 px-4 pt-3 pb-4 sm:px-5">
        <RevocationEvidence evidence={evidence} now={now} />
        <p className="text-ink-muted text-xs">{unknownUses()}</p>
      </div>
    </Section>
  );
}
