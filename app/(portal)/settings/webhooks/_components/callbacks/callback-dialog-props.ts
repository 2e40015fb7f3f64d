import type { DialogProps } from '@/components/forms/use-dialogs';

/** The props of the dialogs about the secret for callback URLs. */
export interface CallbackDialogProps extends DialogProps {
  /** Identifies the current secret. */
  version: string;
}
