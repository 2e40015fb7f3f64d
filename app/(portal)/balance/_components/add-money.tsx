'use client';

import { Plus } from 'lucide-react';
import { useRef } from 'react';
import { flushSync } from 'react-dom';
import { useReopen } from '@/components/outdated/use-draft';
import { Button } from '@/components/ui/button';
import { useChunk } from '@/components/use-chunk';

const load = () =>
  import('@/app/(portal)/balance/_components/add-money-dialog').then((module) => module.AddMoneyDialog);

/** The name under which a reload keeps the draft. */
const DRAFT = 'add-money';

interface AddMoneyProps {
  /** ISO 4217. */
  currency: string;
  disabledReason: string | undefined;
}

/** The button that starts a payment. */
export function AddMoney({ currency, disabledReason }: AddMoneyProps) {
  const button = useRef<HTMLButtonElement>(null);
  const dialog = useChunk(load);

  useReopen({ [DRAFT]: dialog.open });

  function close() {
    flushSync(dialog.close);
    button.current?.focus();
  }

  return (
    <>
      <Button
        ref={button}
        variant="primary"
        size="small"
        aria-haspopup="dialog"
        disabledReason={disabledReason}
        onClick={dialog.open}
      >
        <Plus aria-hidden />
        Add money
      </Button>
      {dialog.Component && <dialog.Component currency={currency} draft={DRAFT} onClose={close} />}
    </>
  );
}
