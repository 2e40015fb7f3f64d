import type { ReactNode } from 'react';
import { EditButton } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/edit-button';
import type { EditorName } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/key-editor';
import type { Control } from '@/lib/domain/permissions';

interface SettingRowProps {
  name: string;
  /** The dialog that changes it, and the state of its button; undefined if it can't be changed. */
  change?: { opens: EditorName; control: Control };
  children: ReactNode;
}

/** One setting of the key, with a button to change it. */
export function SettingRow({ name, change, children }: SettingRowProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-1 px-4 py-3 sm:grid-cols-[9rem_minmax(0,1fr)_auto] sm:px-5">
      <dt className="pt-0.5 font-medium">{name}</dt>
      <dd className="min-w-0 break-words pt-0.5 text-ink-muted max-sm:col-span-2 max-sm:row-start-2">
        {children}
      </dd>
      {change?.control.shown && (
        <dd>
          <EditButton {...change} size="tiny" aria-label={`Change ${name.toLowerCase()}`}>
            Change
          </EditButton>
        </dd>
      )}
    </div>
  );
}
