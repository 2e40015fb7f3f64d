'use client';

import { Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { WebhookSettings } from '@/app/(portal)/settings/webhooks/webhook-settings';
import { loadChunk } from '@/components/load-chunk';
import { useReopen } from '@/components/outdated/use-draft';
import { Button } from '@/components/ui/button';

const load = () => import('@/app/(portal)/settings/webhooks/_components/create/create-endpoint-flow');
type Flow = Awaited<ReturnType<typeof load>>;

/** If this fails, pressing the button tries again and shows an error. */
const preload = () => void load().catch(() => undefined);

/** The name under which a reload keeps the draft. */
const DRAFT = 'create webhook endpoint';

interface CreateEndpointProps extends WebhookSettings {
  /** Why the member can't create an endpoint. */
  disabledReason: string | undefined;
}

/** The button that opens the form. The form is fetched as soon as the button is hovered or focused. */
export function CreateEndpoint({ disabledReason, ...settings }: CreateEndpointProps) {
  const router = useRouter();
  const [flow, setFlow] = useState<Flow>();
  const button = useRef<HTMLButtonElement>(null);

  useReopen({ [DRAFT]: open });

  async function open() {
    setFlow(await loadChunk(load));
  }

  /** A new endpoint is opened: the next step is a test event. */
  function close(createdId?: string) {
    flushSync(() => setFlow(undefined));
    button.current?.focus();
    if (createdId) router.push(`/settings/webhooks/${createdId}`);
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
        <span>Add endpoint</span>
      </Button>
      {flow && <flow.CreateEndpointFlow {...settings} draft={DRAFT} onClose={close} />}
    </>
  );
}
