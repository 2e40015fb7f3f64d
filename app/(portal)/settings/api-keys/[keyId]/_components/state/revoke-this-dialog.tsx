import { RevokeDialog } from '@/app/(portal)/settings/api-keys/_components/revoke/revoke-dialog';
import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/editor-props';

/** Asks before the key of the page is revoked. */
export function RevokeThisDialog({ apiKey, api, onClose }: EditorProps) {
  return <RevokeDialog apiKey={apiKey} shortKey={api.words.shortKey} onClose={onClose} />;
}
