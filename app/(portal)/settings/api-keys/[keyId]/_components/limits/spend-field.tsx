import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { withUsualDecimals } from '@/lib/domain/wallet/money-text';

interface SpendFieldProps {
  label: string;
  /** ISO 4217. */
  currency: string;
  /** A decimal number of currency units, as typed; null: no limit. */
  value: string | null;
  onChange(text: string): void;
  error: string | undefined;
}

/** An amount of money. Empty means no limit. */
export function SpendField({ label, currency, value, onChange, error }: SpendFieldProps) {
  const [text, setText] = useState(typeof value === 'string' ? withUsualDecimals(value, currency) : '');
  return (
    <Field label={`${label} (${currency})`} hint="Leave empty for no limit" error={error}>
      <Input
        inputMode="decimal"
        autoComplete="off"
        className="tabular-nums"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          onChange(event.target.value);
        }}
      />
    </Field>
  );
}
