import { LocalDate } from '@/components/local-date';

interface OldSecretEndProps {
  old: { endsAt: Date | null; endsAtFirstUse: boolean };
  /** What ends it if it waits for the first use of the new one. */
  firstUse: string;
}

/** Until when an old secret works. If it waits for the first use of the new one, its time ends it at the latest. */
export function OldSecretEnd({ old: { endsAt, endsAtFirstUse }, firstUse }: OldSecretEndProps) {
  if (endsAt && !endsAtFirstUse) {
    return (
      <span>
        Works until <LocalDate date={endsAt} withTime />.
      </span>
    );
  }
  return (
    <span>
      <span>{`Works until ${endsAtFirstUse ? firstUse : 'you retire it'}`}</span>
      {endsAt && (
        <span>
          , at the latest <LocalDate date={endsAt} withTime />
        </span>
      )}
      <span>.</span>
    </span>
  );
}
