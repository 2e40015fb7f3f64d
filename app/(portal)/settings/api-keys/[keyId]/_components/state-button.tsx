'use client';

import { type ComponentProps, useTransition } from 'react';
import { toast } from 'sonner';
import { EditButton } from '@/app/(portal)/settings/api-keys/[keyId]/_components/edit-button';
import { enableApiKeyAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { Button } from '@/components/ui/button';
import { unreachable } from '@/components/unreachable';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';

interface StateButtonProps extends Pick<ComponentProps<typeof Button>, 'size'> {
  apiKey: Pick<ApiKeyDetails, 'id' | 'label' | 'status'>;
}

/** Switches the key off, which asks first, or on again. */
export function StateButton({ apiKey, size }: StateButtonProps) {
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
      <EditButton opens="disable" size={size}>
        Disable
      </EditButton>
    );
  }
  return (
    <Button size={size} pending={pending} onClick={enable}>
      Enable
    </Button>
  );
}
