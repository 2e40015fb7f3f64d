'use client';

import { type ComponentProps, useTransition } from 'react';
import { toast } from 'sonner';
import { EditButton } from '@/app/(portal)/settings/api-keys/[keyId]/_components/edit-button';
import { enableApiKeyAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { Button } from '@/components/ui/button';
import { unreachable } from '@/components/unreachable';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import type { Control } from '@/lib/domain/permissions';

interface StateButtonProps extends Pick<ComponentProps<typeof Button>, 'size'> {
  apiKey: Pick<ApiKeyDetails, 'id' | 'label' | 'status'>;
  controls: { disable: Control; enable: Control };
}

/** Switches the key off, which asks first, or on again. */
export function StateButton({ apiKey, controls, size }: StateButtonProps) {
  const [pending, startTransition] = useTransition();

  function enable() {
    startTransition(async () => {
      const result = await enableApiKeyAction({ keyId: apiKey.id }).catch(unreachable);
      if (result.ok) toast.success(`“${apiKey.label}” is enabled`);
      else toast.error(result.refusal.message);
    });
  }

  if (apiKey.status !== 'disabled') {
    return (
      <EditButton opens="disable" control={controls.disable} size={size}>
        Disable
      </EditButton>
    );
  }
  if (!controls.enable.shown) return null;
  return (
    <Button size={size} barred={controls.enable.barred} pending={pending} onClick={enable}>
      Enable
    </Button>
  );
}
