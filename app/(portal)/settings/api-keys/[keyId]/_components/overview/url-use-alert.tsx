import { RelativeTime } from '@/components/relative-time';
import { Alert } from '@/components/ui/alert';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import { say } from '@/lib/say';

/** Warns that the key was sent in a URL: logs can contain it. Nothing if it was not. */
export function UrlUseAlert({ apiKey, now }: { apiKey: ApiKeyDetails; now: number }) {
  const { status, urlUsedAt } = apiKey;
  if (status === 'revoked' || !urlUsedAt) return null;
  return (
    <Alert tone="warning" title={say`This key was sent in a URL`}>
      <span>The last such call was</span> <RelativeTime date={urlUsedAt} now={now} inSentence />
      <span>{say`. Servers and proxies write URLs to their logs. Send the key in a header, then rotate it.`}</span>
    </Alert>
  );
}
