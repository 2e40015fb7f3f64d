import type { Pasted } from '@/components/pasted-secret/use-search-filter';
import { say } from '@/lib/say';

const texts = () => ({
  masked: say`You pasted a whole key. We search for its last four characters and sent nothing else.`,
  opened: say`You pasted a whole key. We look it up and open it. The secret is not stored.`,
  secret: say`This looks like a secret, so it was not sent. Search by label, key ID or the last four characters.`,
});

/** Explains what happened to a secret that was pasted into a search field. It covers nothing: what is below it moves down. */
export function PastedSecretNote({ id, kind }: { id: string; kind: Pasted }) {
  return (
    <div role="status">
      {kind !== 'text' && (
        <p
          id={id}
          className="mt-1.5 rounded-lg border bg-raised px-3 py-2 text-[0.8125rem] text-warning-text"
        >
          {texts()[kind]}
        </p>
      )}
    </div>
  );
}
