import { actorName } from '@/app/(portal)/settings/api-keys/_components/actor-name';
import { UndoNarrowing } from '@/app/(portal)/settings/api-keys/[keyId]/_components/overview/undo-narrowing';
import { LocalDate } from '@/components/local-date';
import { Alert } from '@/components/ui/alert';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import type { Narrowing } from '@/lib/domain/key-settings/read-narrowing';
import type { Control } from '@/lib/domain/permissions';

interface NarrowingAlertProps {
  apiKey: Pick<ApiKeyDetails, 'id' | 'scopes'>;
  narrowing: Narrowing | null;
  control: Control;
}

/** Says who took scopes away, and offers to undo it. Nothing if the last change of the scopes cannot be undone. */
export function NarrowingAlert({ apiKey: { id, scopes }, narrowing, control }: NarrowingAlertProps) {
  if (!narrowing) return null;
  const { by, at, until } = narrowing;
  return (
    <Alert
      action={
        control.shown ? (
          <UndoNarrowing keyId={id} narrowingId={narrowing.id} disabledReason={control.disabledReason} />
        ) : undefined
      }
    >
      <p className="break-words">
        <span>{`Narrowed to ${scopes.length} ${scopes.length === 1 ? 'scope' : 'scopes'} by ${actorName(by)} on `}</span>
        <LocalDate date={at} withTime />
      </p>
      <p>
        <span>{control.shown ? 'Undo until ' : 'An admin can undo it until '}</span>
        <LocalDate date={until} withTime />
      </p>
    </Alert>
  );
}
