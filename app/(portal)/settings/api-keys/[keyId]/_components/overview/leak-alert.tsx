import { leakAdvice } from '@/app/(portal)/settings/api-keys/[keyId]/_components/overview/leak-advice';
import { RelativeTime } from '@/components/relative-time';
import { Alert } from '@/components/ui/alert';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import type { KeyLeakView } from '@/lib/domain/leaks/list';
import { say } from '@/lib/say';

/** The key page names this many places. */
const SHOWN = 3;

interface LeakAlertProps {
  apiKey: ApiKeyDetails;
  leaks: readonly KeyLeakView[];
  now: number;
}

/** Says that the key leaked, where it was found, and what to do. Nothing if no leaked secret of it still works. */
export function LeakAlert({ apiKey, leaks, now }: LeakAlertProps) {
  if (leaks.length === 0) return null;
  const isSigning = leaks.every(({ kind }) => kind === 'signing' || kind === 'oldSigning');
  const more = leaks.length - SHOWN;
  return (
    <Alert tone="danger" title={isSigning ? 'The signing secret leaked' : say`This key leaked`}>
      <ul>
        {leaks.slice(0, SHOWN).map((leak) => (
          <li key={leak.id} className="break-words">
            <Place leak={leak} />{' '}
            <span className="whitespace-nowrap">
              <RelativeTime date={leak.reportedAt} now={now} inSentence />
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && <p>{more === 1 ? 'And in another place.' : `And in ${more} other places.`}</p>}
      {leakAdvice(apiKey, leaks).map((advice) => (
        <p key={advice} className="mt-1.5">
          {advice}
        </p>
      ))}
    </Alert>
  );
}

/** Only what a scanner reported is a link: anybody can fill in the form. */
function Place({ leak: { source, location, maskedSecret } }: { leak: KeyLeakView }) {
  const by = source === 'scanner' ? 'A secret scanner found' : 'Somebody reported';
  const what = maskedSecret ?? 'the signing secret';
  if (!location) return <span>{`${by} ${what}`}</span>;
  return (
    <span>
      <span>{`${by} ${what} at `}</span>
      {source === 'scanner' ? (
        <a href={location} rel="noopener noreferrer nofollow" target="_blank" className="underline">
          {location}
        </a>
      ) : (
        <span>{location}</span>
      )}
    </span>
  );
}
