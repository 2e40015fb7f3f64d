import { Check, Minus } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { MaskedSecret } from '@/app/(portal)/settings/api-keys/_components/masked-secret';
import { formatCount } from '@/components/format-count';
import { LocalDate } from '@/components/local-date';
import { DAY } from '@/lib/clock';
import { IDLE_DAYS } from '@/lib/domain/api-keys/health';
import type { RevocationEvidence as Evidence, SecretEvidence } from '@/lib/domain/key-health/evidence';
import { say } from '@/lib/say';

interface RevocationEvidenceProps {
  evidence: Evidence;
  now: number;
}

const isLongAgo = (time: Date | null, now: number) => !time || time.getTime() < now - IDLE_DAYS * DAY;

/** Each piece of evidence for revoking a key, and whether it speaks for it. */
export function RevocationEvidence({ evidence, now }: RevocationEvidenceProps) {
  const { createdAt, observedDays, lastCallOn, lastSuccessOn, secrets, waits } = evidence;
  return (
    <ul className="space-y-2">
      <Piece speaksFor={observedDays >= IDLE_DAYS}>
        <Named name="Created">
          <LocalDate date={createdAt} />
        </Named>
        <Note>{observed(observedDays)}</Note>
      </Piece>
      <Piece speaksFor={isLongAgo(lastCallOn, now)}>
        <Named name="Last call">
          <DayOrNone day={lastCallOn} />
        </Named>
        <Note>With any secret, rejected calls included</Note>
      </Piece>
      <Piece speaksFor={isLongAgo(lastSuccessOn, now)}>
        <Named name="Last successful call">
          <DayOrNone day={lastSuccessOn} />
        </Named>
      </Piece>
      {secrets.map((secret) => (
        <Piece key={secret.maskedSecret} speaksFor={isLongAgo(secret.lastUsedAt, now)}>
          <SecretUse {...secret} />
        </Piece>
      ))}
      <Piece speaksFor={!waits}>
        <span>{waits ? 'Messages, calls or lookups wait to be sent' : 'Nothing is scheduled'}</span>
      </Piece>
    </ul>
  );
}

function observed(days: number): string {
  const known = days === 1 ? '1 day of calls is known' : `${formatCount(days)} days of calls are known`;
  return days >= IDLE_DAYS ? known : `Only ${known}. It takes ${IDLE_DAYS} to tell.`;
}

function Piece({ speaksFor, children }: { speaksFor: boolean; children: ReactNode }) {
  const Icon = speaksFor ? Check : Minus;
  return (
    <li className="flex gap-2">
      <Icon
        role="img"
        aria-label={speaksFor ? 'For revoking:' : 'Against revoking:'}
        className={`mt-0.5 size-4 shrink-0 ${speaksFor ? 'text-success-text' : 'text-warning-text'}`}
      />
      <div className="min-w-0">{children}</div>
    </li>
  );
}

function Named({ name, children }: { name: string; children: ReactElement }) {
  return (
    <p>
      <span>{`${name}: `}</span>
      {children}
    </p>
  );
}

function Note({ children }: { children: string }) {
  return <p className="text-ink-muted text-xs">{children}</p>;
}

/** The day of a call; also for times, because calls are counted by day. */
function DayOrNone({ day }: { day: Date | null }) {
  return day ? <LocalDate date={day} /> : <span>none</span>;
}

function SecretUse({ maskedSecret, isCurrent, lastUsedAt }: SecretEvidence) {
  return (
    <>
      <MaskedSecret masked={maskedSecret} />
      <Note>{isCurrent ? 'Current secret' : 'Old secret'}</Note>
      <Named name="Last used">{lastUsedAt ? <LocalDate date={lastUsedAt} /> : <span>never</span>}</Named>
    </>
  );
}

/** What no evidence can show. */
export function unknownUses(): string {
  return say`Keydesk can’t know about a job that runs less often than every ${IDLE_DAYS} days, or a key that is stored for emergencies.`;
}
