'use client';

import { Eye, RotateCw } from 'lucide-react';
import type { ComponentType } from 'react';
import type { CallbackDialogProps } from '@/app/(portal)/settings/webhooks/_components/callbacks/callback-dialog-props';
import { type DialogRequest, useDialogs } from '@/components/forms/use-dialogs';
import { Section } from '@/components/section';
import { Button } from '@/components/ui/button';
import type { Control } from '@/lib/domain/permissions';

const DIALOGS = {
  reveal: () =>
    import('@/app/(portal)/settings/webhooks/_components/callbacks/reveal-dialog').then(
      (module) => module.RevealCallbackSecretDialog,
    ),
  rotate: () =>
    import('@/app/(portal)/settings/webhooks/_components/callbacks/rotate-dialog').then(
      (module) => module.RotateCallbackSecretDialog,
    ),
} satisfies Record<string, () => Promise<ComponentType<CallbackDialogProps>>>;

type Name = keyof typeof DIALOGS;

interface CallbackSectionProps {
  /** Identifies the current secret. */
  version: string;
  reveal: Control;
  rotate: Control;
}

/** The secret that signs the deliveries to callback URLs, and what can be done with it. */
export function CallbackSection({ version, reveal, rotate }: CallbackSectionProps) {
  const { open, close, shown } = useDialogs<Name, CallbackDialogProps, DialogRequest<Name>>(
    DIALOGS,
    'callbacks',
  );
  const buttons = [
    { name: 'reveal', control: reveal, Icon: Eye, text: 'Show callback secret' },
    { name: 'rotate', control: rotate, Icon: RotateCw, text: 'Rotate callback secret' },
  ] as const;
  return (
    <Section
      title="Callback URLs"
      lead="A message can have a URL of its own that gets its events. One secret signs all these deliveries, in both environments."
    >
      <div className="flex flex-wrap gap-2 px-4 pt-3 pb-4 sm:px-5">
        {buttons
          .filter(({ control }) => control.shown)
          .map(({ name, control, Icon, text }) => (
            <Button
              key={name}
              size="small"
              disabledReason={control.disabledReason}
              aria-haspopup="dialog"
              onClick={(event) => open({ name, opener: event.currentTarget })}
            >
              <Icon aria-hidden />
              <span>{text}</span>
            </Button>
          ))}
        {!reveal.shown && <p className="text-ink-muted">{reveal.disabledReason}</p>}
      </div>
      {shown && <shown.Dialog version={version} draft={shown.draft} onClose={close} />}
    </Section>
  );
}
