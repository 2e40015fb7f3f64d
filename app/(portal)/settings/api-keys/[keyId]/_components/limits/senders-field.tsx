import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';

interface SendersFieldProps {
  value: readonly string[];
  onChange(senders: string[]): void;
  /** The error of the list, or those of its entries. */
  errors:
    | { message?: string | undefined }
    | readonly ({ message?: string | undefined } | undefined)[]
    | undefined;
}

/** The senders that a key may use, one per line. Empty allows all. */
export function SendersField({ value, onChange, errors }: SendersFieldProps) {
  const [text, setText] = useState(value.join('\n'));
  return (
    <Field
      label="Senders"
      hint="One number, short code or name per line. Names are case-sensitive. Leave empty to allow all."
      error={messageOf(errors, value)}
    >
      <Textarea
        rows={3}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          const lines = event.target.value.split('\n').map((line) => line.trim());
          onChange(lines.filter((line) => line !== ''));
        }}
      />
    </Field>
  );
}

function messageOf(errors: SendersFieldProps['errors'], value: readonly string[]): string | undefined {
  if (!errors) return undefined;
  if ('message' in errors) return errors.message;
  if (!Array.isArray(errors)) return undefined;
  const at = errors.findIndex((error) => error?.message);
  return at < 0 ? undefined : `“${value[at]}”: ${errors[at]?.message}`;
}
