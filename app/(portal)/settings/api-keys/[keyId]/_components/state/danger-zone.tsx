import type { ReactElement } from 'react';
import { EditButton } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/edit-button';
import { StateButton } from '@/app/(portal)/settings/api-keys/[keyId]/_components/state/state-button';
import { type KeyControls, stateControls } from '@/app/(portal)/settings/api-keys/[keyId]/key-controls';
import { Section } from '@/components/section';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import { say } from '@/lib/say';

interface DangerZoneProps {
  apiKey: ApiKeyDetails;
  controls: KeyControls;
}

/** Buttons to duplicate, disable and revoke the key. */
export function DangerZone({ apiKey, controls }: DangerZoneProps) {
  return (
    <Section title={say`This key`}>
      <ul className="mt-3 divide-y border-t">
        <Action text={say`Create a key with the same settings.`}>
          <EditButton opens="duplicate" control={controls('api-keys/create')} size="small">
            Duplicate
          </EditButton>
        </Action>
        {(apiKey.status === 'active' || apiKey.status === 'disabled') && (
          <Action
            text={
              apiKey.status === 'active'
                ? say`Pause this key. You can turn it back on.`
                : say`Turn this key back on.`
            }
          >
            <StateButton apiKey={apiKey} controls={stateControls(controls)} size="small" />
          </Action>
        )}
        <Action text={say`Revoke this key permanently.`}>
          <EditButton opens="revoke" control={controls('api-keys/revoke')} size="small" variant="danger">
            Revoke
          </EditButton>
        </Action>
      </ul>
    </Section>
  );
}

function Action({ text, children }: { text: string; children: ReactElement }) {
  return (
    <li className="flex items-center justify-between gap-4 px-4 py-3 sm:px-5">
      <span className="text-ink-muted">{text}</span>
      {children}
    </li>
  );
}
