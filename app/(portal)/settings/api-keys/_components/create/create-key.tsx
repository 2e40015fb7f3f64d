'use client';

import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { KeySettings } from '@/app/(portal)/settings/api-keys/_components/key-settings';
import { loadChunk } from '@/components/load-chunk';
import { useReopen } from '@/components/outdated/use-draft';
import { Button } from '@/components/ui/button';

const load = () => import('@/app/(portal)/settings/api-keys/_components/create/create-key-flow');
type Flow = Awaited<ReturnType<typeof load>>;

/** Where it fails, pressing the button tells. */
const preload = () => void load().catch(() => undefined);

/** The form's name among the drafts that a reload keeps. */
const DRAFT = 'create key';

interface CreateKeyProps extends KeySettings {
  /** Why it may not be done. */
  disabledReason: string | undefined;
}

/** The button that begins a key; the form behind it is fetched when it is about to be needed. */
export function CreateKey({ disabledReason, ...settings }: CreateKeyProps) {
  const [flow, setFlow] = useState<Flow>();
  const button = useRef<HTMLButtonElement>(null);

  useReopen({ [DRAFT]: open });

  async function open() {
    setFlow(await loadChunk(load));
  }

  function close() {
    flushSync(() => setFlow(undefined));
    button.current?.focus();
  }

  return (
    <>
      <Button
        ref={button}
        variant="primary"
        aria-haspopup="dialog"
        disabledReason={disabledReason}
        onPointerEnter={preload}
        onFocus={preload}
        onClick={open}
      >
        <Plus aria-hidden />
        Create API key
      </Button>
      {flow && <flow.CreateKeyFlow {...settings} draft={DRAFT} onClose={close} />}
    </>
  );
}
