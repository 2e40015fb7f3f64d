'use client';

import type { ComponentProps } from 'react';
import {
  type EditorName,
  useKeyEditor,
} from '@/app/(portal)/settings/api-keys/[keyId]/_components/key-editor';
import { Button } from '@/components/ui/button';

interface EditButtonProps extends Omit<ComponentProps<typeof Button>, 'onClick' | 'type'> {
  opens: EditorName;
  suggestion?: string | undefined;
}

/** A button that opens a dialog of the key's page. */
export function EditButton({ opens, suggestion, ...rest }: EditButtonProps) {
  const open = useKeyEditor();
  return (
    <Button
      aria-haspopup="dialog"
      onClick={(event) => open({ name: opens, suggestion, opener: event.currentTarget })}
      {...rest}
    />
  );
}
