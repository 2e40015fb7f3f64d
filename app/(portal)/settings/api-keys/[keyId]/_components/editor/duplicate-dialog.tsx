import { useRouter } from 'next/navigation';
import { CreateKeyFlow } from '@/app/(portal)/settings/api-keys/_components/create/create-key-flow';
import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/editor-props';

/** Asks for a new key that begins with the settings of this one, and then goes to it. */
export function DuplicateDialog({
  duplicate,
  policy,
  base,
  liveKeyRestriction,
  draft,
  onClose,
}: EditorProps) {
  const router = useRouter();
  const environment = liveKeyRestriction ? 'sandbox' : duplicate.environment;

  function close(createdId?: string) {
    onClose();
    if (createdId) router.push(`/settings/api-keys/${createdId}`);
  }

  return (
    <CreateKeyFlow
      policy={policy}
      base={base}
      liveKeyRestriction={liveKeyRestriction}
      draft={draft}
      defaults={{ ...duplicate, environment }}
      onClose={close}
    />
  );
}
