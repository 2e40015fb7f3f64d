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

/** If this fails, pressing the button tries again and shows an error. */
const preload = () => void load().catch(() => undefined);

/** The name under which a reload keeps the draft. */
const DRAFT = 'create-key';

interface CreateKeyProps extends KeySettings {
  /** Why the member can't create a key. */
  disabledReason: string | undefined;
}

/**
 * The button that opens the form, in the header of the page or at the bottom right, as the provider has it. The form is
 * fetched as soon as the button is hovered or focused.
 */
export function CreateKey({ disabledReason, ...settings }: CreateKeyProps) {
  const { words, createButton } = settings.api;
  const isInCorner = createButton === 'corner';
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
        data-testid="create-key"
        size={isInCorner ? 'round' : 'medium'}
        className={isInCorner ? 'fixed right-6 bottom-6 z-30' : undefined}
        aria-haspopup="dialog"
        disabledReason={disabledReason}
        onPointerEnter={preload}
        onFocus={preload}
        onClick={open}
      >
        <Plus aria-hidden />
        <span className={isInCorner ? 'sr-only' : undefined}>{words.create}</span>
      </Button>
      {flow && <flow.CreateKeyFlow {...settings} draft={DRAFT} onClose={close} />}
    </>
  );
}
