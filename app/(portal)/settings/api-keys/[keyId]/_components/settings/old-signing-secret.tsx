import { EditButton } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/edit-button';
import { OldSecretEnd } from '@/app/(portal)/settings/api-keys/[keyId]/_components/rotate/old-secret-end';
import { countCalls } from '@/components/count-calls';
import { LocalDate } from '@/components/local-date';
import type { OldSigningSecret } from '@/lib/domain/key-secrets/old-signing-secret';
import type { Control } from '@/lib/domain/permissions';

interface OldSigningSecretNoteProps {
  old: OldSigningSecret;
  /** Of the button that retires it. */
  control: Control;
}

/** The calls that both signing secrets signed while one replaces the other. */
export function OldSigningSecretNote({ old, control }: OldSigningSecretNoteProps) {
  const { newCalls, oldCalls, quietSince, safeToRetire } = old;
  return (
    <div
      className={`my-2 space-y-1 rounded-lg px-3 py-2.5 text-[0.8125rem] ${safeToRetire ? 'bg-success-soft' : 'bg-warning-soft'}`}
    >
      <p className={`font-medium text-sm ${safeToRetire ? 'text-success-text' : 'text-warning-text'}`}>
        {safeToRetire
          ? 'The old signing secret was not used for a day: safe to retire'
          : 'The old signing secret still works'}
      </p>
      <p>{`New: ${countCalls(newCalls)}`}</p>
      <p>
        <span>{`Old: ${oldCalls === 0 ? 'no call' : `${countCalls(oldCalls)}, none`} since `}</span>
        <LocalDate date={quietSince} withTime />
      </p>
      <p>
        <OldSecretEnd old={old} firstUse="a call is signed with the new one" />
      </p>
      <EditButton
        opens="retireSigning"
        control={control}
        variant={safeToRetire ? 'success' : 'secondary'}
        size="small"
        className="mt-1"
      >
        Retire old signing secret
      </EditButton>
    </div>
  );
}
