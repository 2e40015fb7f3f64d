'use client';

import { Copy } from 'lucide-react';
import { copyKeyId } from '@/app/(portal)/settings/api-keys/_components/copy-key-id';
import { NativeButton } from '@/components/ui/native-button';
import { say } from '@/lib/say';

const SHOWN = 12;

/** The public id of a key, or its start if it is long. A press copies the whole id. */
export function KeyId({ keyId }: { keyId: string }) {
  return (
    <NativeButton
      onClick={() => copyKeyId(keyId)}
      aria-label={say`Copy key ID ${keyId}`}
      title={keyId}
      className="-mx-1 inline-flex max-w-full items-center gap-1.5 rounded px-1 font-mono text-ink-muted text-xs leading-5 hover:bg-hover hover:text-ink"
    >
      <span className="truncate">{keyId.length > SHOWN ? `${keyId.slice(0, SHOWN)}…` : keyId}</span>
      <Copy aria-hidden className="size-3 shrink-0" />
    </NativeButton>
  );
}
