'use client';

import { useState } from 'react';
import type { KeySettings } from '@/app/(portal)/settings/api-keys/_components/create-key';
import { CreateKeyDialog } from '@/app/(portal)/settings/api-keys/_components/create-key-dialog';
import type { KeyDefaults } from '@/app/(portal)/settings/api-keys/_components/key-form';
import { SaveKeyDialog } from '@/app/(portal)/settings/api-keys/_components/save-key-dialog';
import type { CreatedApiKey } from '@/lib/domain/api-keys/create';

interface CreateKeyFlowProps extends KeySettings {
  defaults?: KeyDefaults;
  /** Told which key came of it, if one did. */
  onClose(createdId?: string): void;
}

/** First the form, then the secret that came of it. The secret lives here alone, and goes with this. */
export function CreateKeyFlow({ defaults, onClose, ...settings }: CreateKeyFlowProps) {
  const [created, setCreated] = useState<CreatedApiKey>();
  if (!created) {
    return (
      <CreateKeyDialog {...settings} defaults={defaults} onCreated={setCreated} onClose={() => onClose()} />
    );
  }

  function finish(shown: CreatedApiKey) {
    // Next keeps the answer of the latest action, so letting go of it is not enough.
    Object.assign(shown, { secret: '', signingSecret: null });
    onClose(shown.key.id);
  }
  return <SaveKeyDialog {...settings} created={created} onClose={() => finish(created)} />;
}
