import type { Searchable } from '@/components/pasted-secret/searchable';

const TEXTS = {
  masked: 'You pasted a whole key. We search by its end only, and sent nothing else.',
  secret:
    'This looks like a secret, so it was not sent. Search by label, key ID or the last four characters.',
};

/** Says below a search field what happened to a secret that was pasted into it. It moves nothing. */
export function PastedSecretNote({ id, kind }: { id: string; kind: Searchable['kind'] }) {
  return (
    <div role="status" className="absolute inset-x-0 top-full z-10">
      {kind !== 'text' && (
        <p
          id={id}
          className="mt-1.5 rounded-lg border bg-raised px-3 py-2 text-[0.8125rem] text-warning-text shadow-high"
        >
          {TEXTS[kind]}
        </p>
      )}
    </div>
  );
}
