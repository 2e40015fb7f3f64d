'use client';

import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { LiveBarrier } from '@/app/(portal)/settings/api-keys/live-barrier';
import { Button } from '@/components/ui/button';
import type { KeyPolicy } from '@/lib/domain/api-keys/policy';

const load = () => import('@/app/(portal)/settings/api-keys/_components/create-key-flow');
const CreateKeyFlow = dynamic(() => load().then((module) => module.CreateKeyFlow), { ssr: false });

export interface KeySettings {
  policy: KeyPolicy;
  /** Where the API begins, such as `/api/v1`. */
  base: string;
  liveBarrier: LiveBarrier;
}

interface CreateKeyProps extends KeySettings {
  /** Why it may not be done. */
  barred: string | undefined;
}

/** The button that begins a key; the form behind it is fetched when it is about to be needed. */
export function CreateKey({ barred, ...settings }: CreateKeyProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);

  function close() {
    flushSync(() => setOpen(false));
    button.current?.focus();
  }

  return (
    <>
      <Button
        ref={button}
        variant="primary"
        aria-haspopup="dialog"
        barred={barred}
        onPointerEnter={load}
        onFocus={load}
        onClick={() => setOpen(true)}
      >
        <Plus aria-hidden />
        Create API key
      </Button>
      {open && <CreateKeyFlow {...settings} onClose={close} />}
    </>
  );
}
