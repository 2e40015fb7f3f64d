'use client';

import { Section } from '@/components/section';
import { Button } from '@/components/ui/button';
import { useButtonDialog } from '@/components/use-button-dialog';
import type { Control } from '@/lib/domain/permissions';

const load = () =>
  import('@/app/(portal)/balance/_components/low-balance-dialog').then((module) => module.LowBalanceDialog);

/** The name under which a reload keeps the draft. */
const DRAFT = 'low-balance';

interface LowBalanceSectionProps {
  /** The limit: a decimal number of currency units, and as people write it. Null: there is none. */
  limit: { decimal: string; text: string } | null;
  /** ISO 4217. */
  currency: string;
  /** Who gets the email; null: the owners. */
  contactEmail: string | null;
  /** Whether webhooks report a low balance, too. */
  canSubscribe: boolean;
  control: Control;
}

/** Below which live balance members are warned, and how. */
export function LowBalanceSection({
  limit,
  currency,
  contactEmail,
  canSubscribe,
  control,
}: LowBalanceSectionProps) {
  const dialog = useButtonDialog(load, DRAFT);
  const recipient = contactEmail ?? 'the owners of the workspace';
  const webhooks = canSubscribe ? ', and webhooks get the event balance.low' : '';

  return (
    <Section
      title="Low balance warning"
      lead={`When the live balance falls below the limit, we email ${recipient}${webhooks}.`}
    >
      <div className="flex flex-wrap items-center justify-between gap-3 px-4 pt-3 pb-4 sm:px-5">
        <p className="tabular-nums">
          {limit ? `Limit: ${limit.text}` : 'No limit is set, so nobody is warned.'}
        </p>
        {control.shown && (
          <Button {...dialog.button} size="small" disabledReason={control.disabledReason}>
            {limit ? 'Change limit' : 'Set a limit'}
          </Button>
        )}
      </div>
      {dialog.Component && (
        <dialog.Component
          lowBalance={limit?.decimal ?? null}
          currency={currency}
          draft={DRAFT}
          onClose={dialog.close}
        />
      )}
    </Section>
  );
}
