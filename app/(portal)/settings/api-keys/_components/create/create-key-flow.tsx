'use client';

import { CreateKeyDialog } from '@/app/(portal)/settings/api-keys/_components/create/create-key-dialog';
import type { KeyDefaults } from '@/app/(portal)/settings/api-keys/_components/create/use-key-form';
import type { KeySettings } from '@/app/(portal)/settings/api-keys/_components/key-settings';
import { useRevealKey } from '@/app/(portal)/settings/api-keys/_components/shown-secret/use-reveal-key';
import type { CreatedApiKey } from '@/lib/domain/api-keys/insert';

interface CreateKeyFlowProps extends KeySettings {
  /** The name under which a reload keeps the draft. */
  draft: string;
  defaults?: KeyDefaults;
  /** Gets the id of the new key, if one was created. */
  onClose(createdId?: string): void;
}

/** Shows the form, then the secret of the new key. */
export function CreateKeyFlow({ onClose, ...form }: CreateKeyFlowProps) {
  const { isRevealed, revealKey } = useRevealKey(form);

  function show(created: CreatedApiKey) {
    const { id } = created.key;
    revealKey({ answer: created, isNew: true, onClosed: () => onClose(id) });
  }
  return isRevealed ? null : <CreateKeyDialog {...form} onCreated={show} onClose={() => onClose()} />;
}
