'use client';

import type { ComponentProps } from 'react';
import type { Suggestion } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/editor-props';
import {
  type EditorName,
  useKeyEditor,
} from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/key-editor';
import { Button } from '@/components/ui/button';
import type { Control } from '@/lib/domain/permissions';

interface EditButtonProps extends Omit<ComponentProps<typeof Button>, 'onClick' | 'type'> {
  opens: EditorName;
  suggestion?: Suggestion | undefined;
  control: Control;
}

/** A button that opens a dialog of the key's page. Nothing if the actor doesn't have the control. */
export function EditButton({ opens, suggestion, control, ...rest }: EditButtonProps) {
  const open = useKeyEditor();
  if (!control.shown) return null;
  return (
    <Button
      disabledReason={control.disabledReason}
      aria-haspopup="dialog"
      onClick={(event) => open({ name: opens, suggestion, opener: event.currentTarget })}
      {...rest}
    />
  );
}
