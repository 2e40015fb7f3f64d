'use client';

import { useEffect, useRef, useState } from 'react';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { CodeInput } from '@/components/second-factor/code-input';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';

interface CodeFieldProps {
  email: string;
  error: string | undefined;
  field: UseFormRegisterReturn;
}

/** The second step of signing in: a code of the app, or one of the recovery codes. */
export function CodeField({ email, error, field: { ref, ...field } }: CodeFieldProps) {
  const [recovering, setRecovering] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the other kind of code is typed into the same field.
  useEffect(() => input.current?.focus(), [recovering]);
  return (
    <div className="space-y-3">
      <p className="wrap-anywhere text-ink-muted">
        Two-step verification is on for <span className="font-medium text-ink">{email}</span>.
      </p>
      <Field
        label={recovering ? 'Recovery code' : 'Code'}
        hint={
          recovering
            ? 'One of the ten that you kept; each works once.'
            : 'The six digits that your authenticator app shows.'
        }
        error={error}
      >
        <CodeInput
          {...field}
          ref={(element) => {
            ref(element);
            input.current = element;
          }}
          inputMode={recovering ? 'text' : 'numeric'}
        />
      </Field>
      <Button variant="link" size="inline" onClick={() => setRecovering(!recovering)}>
        {recovering ? 'Use your authenticator app' : 'Use a recovery code'}
      </Button>
    </div>
  );
}
