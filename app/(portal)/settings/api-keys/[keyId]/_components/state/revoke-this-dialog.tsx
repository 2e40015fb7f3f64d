import { RevokeDialog } from '@/app/(portal)/settings/api-keys/_components/revoke/revoke-dialog';
import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/editor-props';

/** Asks before the key of the page is revoked. */
export function RevokeThisDialog({ apiKey, onClose }: EditorProps) {
  return <RevokeDialog apiKey={apiKey} onClose={onClose} />;
}
