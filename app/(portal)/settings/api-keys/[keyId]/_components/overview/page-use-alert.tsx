import { RelativeTime } from '@/components/relative-time';
import { Alert } from '@/components/ui/alert';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import { say } from '@/lib/say';

/** Warns that a web page used the key: its visitors could read it. Nothing if none did. */
export function PageUseAlert({ apiKey, now }: { apiKey: ApiKeyDetails; now: number }) {
  const { status, pageUse } = apiKey;
  if (status === 'revoked' || !pageUse) return null;
  const { at, origin } = pageUse;
  return (
    <Alert tone="warning" title={say`This key was used from a browser`}>
      <span>{origin ? `A page of ${origin} used it` : 'A web page used it'}</span>{' '}
      <RelativeTime date={at} now={now} inSentence />
      <span>{say`. Its visitors can read the key. Call the API from your server only, then rotate the key.`}</span>
    </Alert>
  );
}
