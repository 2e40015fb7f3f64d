'use client';

import { Section } from '@/components/section';
import { Button } from '@/components/ui/button';
import { useChunk } from '@/components/use-chunk';
import type { Control } from '@/lib/domain/permissions';

const loadDialog = () =>
  import('@/app/(portal)/account/_components/password-dialog').then(({ PasswordDialog }) => PasswordDialog);

/** The button that changes the member's password. */
export function PasswordSection({ control }: { control: Control }) {
  const dialog = useChunk(loadDialog);
  return (
    <Section title="Password" lead="A new password ends your sessions on other devices.">
      <div className="flex justify-end px-4 pt-4 pb-4 sm:px-5">
        <Button disabledReason={control.disabledReason} onClick={dialog.open}>
          Change password
        </Button>
      </div>
      {dialog.Component && <dialog.Component onClose={dialog.close} />}
    </Section>
  );
}
