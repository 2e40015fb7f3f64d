import { usePolling } from '@/components/use-polling';
import type { LastUse } from '@/lib/domain/api-keys/view';
import type { ApiKeyActivity } from '@/lib/domain/usage/activity';

/** The activity of a key as JSON. */
type SentActivity = Omit<ApiKeyActivity, 'lastUse'> & {
  lastUse: (Omit<LastUse, 'at'> & { at: string }) | null;
};

const PATH = '/settings/api-keys/activity';

/** Polls the activity of the keys every `intervalMs` while the page is visible, and at once when it becomes visible. */
export function useActivityPolling(
  keyIds: readonly string[],
  intervalMs: number,
  onActivity: (activity: ApiKeyActivity[]) => void,
): void {
  const query = keyIds.map((id) => `id=${id}`).join('&');
  usePolling<SentActivity[]>(query === '' ? null : `${PATH}?${query}`, intervalMs, (sent) =>
    onActivity(
      sent.map((key) => ({
        ...key,
        lastUse: key.lastUse && { ...key.lastUse, at: new Date(key.lastUse.at) },
      })),
    ),
  );
}
