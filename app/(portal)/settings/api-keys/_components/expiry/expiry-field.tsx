import { useState } from 'react';
import { dayOf, endOfDay } from '@/app/(portal)/settings/api-keys/_components/expiry/calendar-day';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { EXPIRY_PRESETS, type ExpiryPreset } from '@/lib/domain/api-keys/expiry';

const NAMES: Record<ExpiryPreset, string> = {
  never: 'Never',
  '7d': 'In 7 days',
  '30d': 'In 30 days',
  '90d': 'In 90 days',
  '1y': 'In 1 year',
};

const ON_DATE = 'date';

interface ExpiryFieldProps {
  value: ExpiryPreset | Date;
  onChange(expiry: ExpiryPreset | Date): void;
  error: string | undefined;
}

/** When the key expires. */
export function ExpiryField({ value, onChange, error }: ExpiryFieldProps) {
  const [day, setDay] = useState(value instanceof Date ? dayOf(value) : '');
  const onDate = value instanceof Date;

  function pick(choice: string) {
    const preset = EXPIRY_PRESETS.find((name) => name === choice);
    onChange(preset ?? endOfDay(day));
  }

  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label="Expires" error={onDate ? undefined : error}>
        <Select value={onDate ? ON_DATE : value} onChange={(event) => pick(event.target.value)}>
          {EXPIRY_PRESETS.map((preset) => (
            <option key={preset} value={preset}>
              {NAMES[preset]}
            </option>
          ))}
          <option value={ON_DATE}>On a date</option>
        </Select>
      </Field>
      {onDate && (
        <Field label="Last day" hint="Works until the end of this day (your time zone)." error={error}>
          <Input
            type="date"
            value={day}
            onChange={(event) => {
              setDay(event.target.value);
              onChange(endOfDay(event.target.value));
            }}
          />
        </Field>
      )}
    </div>
  );
}
