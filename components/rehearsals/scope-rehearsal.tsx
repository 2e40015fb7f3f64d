import { describeOperation, describeRehearsal } from '@/components/rehearsals/rehearsed-calls';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { UNUSED_DAYS } from '@/lib/domain/api-keys/health';
import type { ScopeRehearsal } from '@/lib/domain/rehearsals/scopes';
import type { Result } from '@/lib/errors';

interface ScopeRehearsalNoteProps {
  /** The scopes that the key has today. */
  held: readonly string[];
  value: readonly string[];
  onChange(scopes: string[]): void;
  rehearsal: Result<ScopeRehearsal> | undefined;
}

/** What other scopes would have refused, and a button that removes the unused ones. */
export function ScopeRehearsalNote({ held, value, onChange, rehearsal }: ScopeRehearsalNoteProps) {
  if (!rehearsal) return <Alert role="status">Looking up recent calls…</Alert>;
  if (!rehearsal.ok) return <Alert tone="danger">{rehearsal.refusal.message}</Alert>;
  const { refused, refusedOperations, unused } = rehearsal.value;
  const needed = value.filter((scope) => !unused.includes(scope));
  const canRemove = needed.length > 0 && needed.length < value.length;
  return (
    <div className="space-y-3">
      {unused.length > 0 && (
        <Alert
          action={
            canRemove ? (
              <Button size="small" onClick={() => onChange(needed)}>
                Remove unused scopes
              </Button>
            ) : undefined
          }
        >
          <p>{`${unused.length} of ${held.length} scopes unused for ${UNUSED_DAYS} days`}</p>
        </Alert>
      )}
      <Alert role="status" tone={refused > 0 ? 'warning' : 'info'}>
        <p>{describeRehearsal(rehearsal.value)}</p>
        {refused > 0 && (
          <p className="break-words">{`They asked for ${refusedOperations.map(describeOperation).join(', ')}.`}</p>
        )}
      </Alert>
    </div>
  );
}
