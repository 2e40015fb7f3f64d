import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { parseMoneyText, toMoneyText } from '@/lib/domain/wallet/money-text';

interface SpendFieldProps {
  label: string;
  /** ISO 4217. */
  currency: string;
  /** In the currency's smallest unit; null: no limit. */
  value: number | null;
  onChange(amount: number | null): void;
  error: string | undefined;
}

/** An amount of money that may be left out. */
export function SpendField({ label, currency, value, onChange, error }: SpendFieldProps) {
  const [text, setText] = useState(toMoneyText(value, currency));
  return (
    <Field
      label={`${label} (${currency})`}
      hint="Empty: no limit"
      error={error && (Number.isNaN(value) ? 'Enter an amount such as 25.00.' : error)}
    >
      <Input
        inputMode="decimal"
        autoComplete="off"
        className="tabular-nums"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          onChange(parseMoneyText(event.target.value, currency));
        }}
      />
    </Field>
  );
}
