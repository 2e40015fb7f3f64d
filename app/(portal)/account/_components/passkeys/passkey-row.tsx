import { PasskeyControls } from '@/app/(portal)/account/_components/passkeys/passkey-controls';
import { LocalDate } from '@/components/local-date';
import { RelativeTime } from '@/components/relative-time';
import type { PasskeyView } from '@/lib/domain/passkeys/list';
import type { Control } from '@/lib/domain/permissions';

interface PasskeyRowProps {
  passkey: PasskeyView;
  /** The name, with the id if others have the same name. */
  accessibleName: string;
  rename: Control;
  remove: Control;
  now: number;
}

/** One passkey: name, times, and buttons that rename and remove it. */
export function PasskeyRow({ passkey, accessibleName, rename, remove, now }: PasskeyRowProps) {
  const { id, name, createdAt, lastUsedAt } = passkey;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3 sm:px-5">
      <div className="wrap-anywhere min-w-0 flex-1 basis-56 space-y-0.5">
        <p className="font-medium">{name}</p>
        <p className="text-[0.8125rem] text-ink-muted">
          <span>Added </span>
          <LocalDate date={createdAt} />
          <span>{lastUsedAt ? ', last used ' : ', never used'}</span>
          {lastUsedAt && <RelativeTime date={lastUsedAt} now={now} inSentence />}
        </p>
      </div>
      <PasskeyControls
        passkeyId={id}
        name={name}
        accessibleName={accessibleName}
        disabledReason={{ rename: rename.disabledReason, remove: remove.disabledReason }}
      />
    </li>
  );
}
