'use client';

import type { ComponentProps } from 'react';
import {
  type EditorName,
  useEndpointEditor,
} from '@/app/(portal)/settings/webhooks/[endpointId]/_components/editor/endpoint-editor';
import { Button } from '@/components/ui/button';
import type { Control } from '@/lib/domain/permissions';

interface EditButtonProps extends Omit<ComponentProps<typeof Button>, 'onClick' | 'type'> {
  opens: EditorName;
  control: Control;
}

/** A button that opens a dialog of the endpoint's page. Nothing if the actor doesn't have the control. */
export function EditButton({ opens, control, ...rest }: EditButtonProps) {
  const open = useEndpointEditor();
  if (!control.shown) return null;
  return (
    <Button
      disabledReason={control.disabledReason}
      aria-haspopup="dialog"
      onClick={(event) => open({ name: opens, opener: event.currentTarget })}
      {...rest}
    />
  );
}
