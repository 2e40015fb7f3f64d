import { useRouter } from 'next/navigation';
import { CreateKeyFlow } from '@/app/(portal)/settings/api-keys/_components/create/create-key-flow';
import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/editor-props';

/** The form for a new key with the settings of this one. Opens the page of the new key. */
export function DuplicateDialog({
  duplicate,
  policy,
  api,
  liveRestriction,
  liveSending,
  draft,
  onClose,
}: EditorProps) {
  const router = useRouter();
  const environment = liveRestriction ? 'sandbox' : duplicate.environment;

  function close(createdId?: string) {
    onClose();
    if (createdId) router.push(`/settings/api-keys/${createdId}`);
  }

  return (
    <CreateKeyFlow
      policy={policy}
      api={api}
      liveRestriction={liveRestriction}
      liveSending={liveSending}
      draft={draft}
      defaults={{ ...duplicate, environment }}
      onClose={close}
    />
  );
}
