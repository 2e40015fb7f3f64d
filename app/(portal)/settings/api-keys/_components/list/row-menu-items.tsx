'use client';

import { Ban, CirclePause, CirclePlay, Copy, CopyPlus, RotateCw, SquareArrowOutUpRight } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type ReactNode, useId } from 'react';
import { copyKeyId } from '@/app/(portal)/settings/api-keys/_components/copy-key-id';
import { useKeyDialog } from '@/app/(portal)/settings/api-keys/_components/list/key-dialogs';
import type { KeyRowControls } from '@/app/(portal)/settings/api-keys/_components/list/key-row-controls';
import { useRevoke } from '@/app/(portal)/settings/api-keys/_components/revoke/revoke-provider';
import { enableApiKeyAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { failedCall } from '@/components/outdated/failed-call';
import { Menu, MenuItem, type MenuProps, MenuSeparator } from '@/components/ui/menu';
import { toast } from '@/components/ui/toast';
import type { ApiKeyView } from '@/lib/domain/api-keys/view';
import type { Control } from '@/lib/domain/permissions';
import { say } from '@/lib/say';

export interface RowActions {
  apiKey: Pick<ApiKeyView, 'id' | 'label' | 'environment' | 'maskedSecret' | 'status' | 'rotating'>;
  /** What the API calls the key. */
  publicId: string;
  controls: KeyRowControls;
}

interface ControlledItemProps {
  control: Control;
  destructive?: boolean;
  onSelect(): void;
  children: ReactNode;
}

/** An item that the viewer may not be able to use. Nothing if their role does not have it. */
function ControlledItem({ control, children, ...item }: ControlledItemProps) {
  const reasonId = useId();
  const { shown, disabledReason } = control;
  if (!shown) return null;
  return (
    <>
      <MenuItem
        disabled={disabledReason !== undefined}
        aria-describedby={disabledReason && reasonId}
        {...item}
      >
        {children}
      </MenuItem>
      {disabledReason && (
        <p id={reasonId} className="max-w-52 px-2 pb-1.5 text-ink-muted text-xs">
          {disabledReason}
        </p>
      )}
    </>
  );
}

async function enable({ id, label }: RowActions['apiKey']): Promise<void> {
  const enabled = await enableApiKeyAction({ keyId: id }).catch(failedCall);
  if (enabled.ok) toast.success(`“${label}” is enabled`);
  else toast.error(enabled.refusal.message);
}

export function RowMenuItems({ apiKey, publicId, controls, ...menu }: RowActions & MenuProps) {
  const revoke = useRevoke();
  const open = useKeyDialog();
  const router = useRouter();
  const { id, status, rotating } = apiKey;
  const changes = Object.values(controls).some(({ shown }) => shown);
  return (
    <Menu {...menu}>
      <MenuItem onSelect={() => router.push(`/settings/api-keys/${id}`)}>
        <SquareArrowOutUpRight aria-hidden />
        Open
      </MenuItem>
      <MenuItem onSelect={() => copyKeyId(publicId)}>
        <Copy aria-hidden />
        <span>{say`Copy key ID`}</span>
      </MenuItem>
      {changes && <MenuSeparator />}
      {!rotating && (
        <ControlledItem control={controls.rotate} onSelect={() => open('rotate', id, menu.button)}>
          <RotateCw aria-hidden />
          Rotate
        </ControlledItem>
      )}
      <ControlledItem control={controls.duplicate} onSelect={() => open('duplicate', id, menu.button)}>
        <CopyPlus aria-hidden />
        Duplicate
      </ControlledItem>
      {status === 'active' && (
        <ControlledItem control={controls.disable} onSelect={() => open('disable', id, menu.button)}>
          <CirclePause aria-hidden />
          Disable
        </ControlledItem>
      )}
      {status === 'disabled' && (
        <ControlledItem control={controls.enable} onSelect={() => enable(apiKey)}>
          <CirclePlay aria-hidden />
          Enable
        </ControlledItem>
      )}
      {controls.revoke.shown && <MenuSeparator />}
      <ControlledItem control={controls.revoke} destructive onSelect={() => revoke(apiKey, menu.button)}>
        <Ban aria-hidden />
        Revoke
      </ControlledItem>
    </Menu>
  );
}
