'use client';

import { useState } from 'react';
import type { KeySettings } from '@/app/(portal)/settings/api-keys/_components/create-key';
import { CreateKeyDialog } from '@/app/(portal)/settings/api-keys/_components/create-key-dialog';
import { SaveKeyDialog } from '@/app/(portal)/settings/api-keys/_components/save-key-dialog';
import type { CreatedApiKey } from '@/lib/domain/api-keys/create';

/** First the form, then the secret that came of it. The secret lives here alone, and goes with this. */
export function CreateKeyFlow({ onClose, ...settings }: KeySettings & { onClose(): void }) {
  const [created, setCreated] = useState<CreatedApiKey>();
  if (!created) return <CreateKeyDialog {...settings} onCreated={setCreated} onClose={onClose} />;
  return <SaveKeyDialog {...settings} created={created} onClose={onClose} />;
}
