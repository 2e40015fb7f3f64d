'use client';

import type { ComponentProps } from 'react';
import { useKeyEditor } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/key-editor';
import { enableApiKeyAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { useServerAction } from '@/components/use-server-action';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import type { Control } from '@/lib/domain/permissions';

interface StateButtonProps extends Pick<ComponentProps<typeof Button>, 'size'> {
  apiKey: Pick<ApiKeyDetails, 'id' | 'label' | 'status'>;
  controls: { disable: Control; enable: Control };
  /** Tells the button apart if the page has several. */
  about?: string;
}

/** Disables the key, after a question, or enables it. */
export function StateButton({ apiKey, controls, about, size }: StateButtonProps) {
  const open = useKeyEditor();
  const { pending, call } = useServerAction(enableApiKeyAction);

  function enable() {
    call({ keyId: apiKey.id }, () => void toast.success(`“${apiKey.label}” is enabled`));
  }

  // One button for both, so that it keeps the focus.
  const isOff = apiKey.status === 'disabled';
  const control = isOff ? controls.enable : controls.disable;
  if (!control.shown) return null;
  const text = isOff ? 'Enable' : 'Disable';
  return (
    <Button
      size={size}
      disabledReason={control.disabledReason}
      pending={pending}
      aria-label={about && `${text} ${about}`}
      aria-haspopup={isOff ? undefined : 'dialog'}
      onClick={(event) => (isOff ? enable() : open({ name: 'disable', opener: event.currentTarget }))}
    >
      {text}
    </Button>
  );
}
