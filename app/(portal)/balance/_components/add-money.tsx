'use client';

import { Plus } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { useButtonDialog } from '@/components/use-button-dialog';

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
  const dialog = useButtonDialog(load, DRAFT);

  return (
    <>
      <Button {...dialog.button} variant="primary" size="small" disabledReason={disabledReason}>
        <Plus aria-hidden />
        Add money
      </Button>
      {dialog.Component && <dialog.Component currency={currency} draft={DRAFT} onClose={dialog.close} />}
    </>
  );
}
