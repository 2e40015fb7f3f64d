'use client';

import { type ReactNode, type RefObject, useState } from 'react';
import { flushSync } from 'react-dom';
import type { SavedSecrets } from '@/components/shown-secret/use-saved-secrets';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { useLeaveGuard } from '@/components/use-leave-guard';

interface SecretsDialogProps {
  title: string;
  description: string;
  saved: SavedSecrets;
  /** Whether the secrets can't be shown again. If so, the dialog asks before it closes while one is not copied. */
  isShownOnce: boolean;
  question: { title: string; description: string };
  /** Gets the focus first, and after the question. */
  copyButton: RefObject<HTMLButtonElement | null>;
  onClose(): void;
  children: ReactNode;
}

/** The frame of a dialog that shows secrets. */
export function SecretsDialog({
  title,
  description,
  saved,
  isShownOnce,
  question,
  copyButton,
  onClose,
  children,
}: SecretsDialogProps) {
  const [asking, setAsking] = useState(false);
  const [waiting, setWaiting] = useState(false);
  const mayClose = saved.isAllSaved || !isShownOnce;

  /** Closes if every secret is copied; waits for a copy in progress, unless the user closes a second time. */
  async function close() {
    if (mayClose) return onClose();
    if (!saved.isCopying() || waiting) return setAsking(true);
    setWaiting(true);
    if (await saved.allSaved()) return onClose();
    setWaiting(false);
    setAsking(true);
  }

  useLeaveGuard(!mayClose, () => setAsking(true));

  function goBack() {
    flushSync(() => setAsking(false));
    copyButton.current?.focus();
  }

  return (
    <>
      <Dialog
        title={title}
        description={description}
        initialFocus={copyButton}
        onClose={close}
        footer={
          <Button
            data-testid="done"
            variant={saved.isAllSaved ? 'primary' : 'secondary'}
            pending={waiting}
            onClick={close}
          >
            Done
          </Button>
        }
      >
        <div className="space-y-5">{children}</div>
      </Dialog>
      {asking && (
        <Dialog
          role="alertdialog"
          size="small"
          {...question}
          onClose={goBack}
          footer={
            <>
              <Button onClick={goBack}>Go back</Button>
              <Button variant="danger" onClick={onClose}>
                Close without copying
              </Button>
            </>
          }
        />
      )}
    </>
  );
}
