'use client';

import { Copy } from 'lucide-react';
import { NativeButton } from '@/components/ui/native-button';
import { toast } from '@/components/ui/toast';
import { say } from '@/lib/say';

const SHOWN = 12;

/** The public id of a key, or its start if it is long. A press copies the whole id. */
export function CopyKeyId({ keyId }: { keyId: string }) {
  async function copy() {
    try {
      await navigator.clipboard.writeText(keyId);
      toast.success(say`Key ID copied`);
    } catch {
      toast.error(say`Your browser didn’t allow copying. The key ID is ${keyId}`);
    }
  }
  return (
    <NativeButton
      onClick={copy}
      aria-label={say`Copy key ID ${keyId}`}
      title={keyId}
      className="-mx-1 inline-flex max-w-full items-center gap-1.5 rounded px-1 font-mono text-ink-muted text-xs leading-5 hover:bg-hover hover:text-ink"
    >
      <span className="truncate">{keyId.length > SHOWN ? `${keyId.slice(0, SHOWN)}…` : keyId}</span>
      <Copy aria-hidden className="size-3 shrink-0" />
    </NativeButton>
  );
}
