'use client';

import { useEffect, useRef, useState } from 'react';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { CodeInput } from '@/components/second-factor/code-input';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';

interface CodeFieldProps {
  email: string;
  /** Without an app, only a recovery code can be entered. */
  hasApp: boolean;
  error: string | undefined;
  field: UseFormRegisterReturn;
}

/** The second step of signing in: a code from the authenticator app, or a recovery code. */
export function CodeField({ email, hasApp, error, field: { ref, ...field } }: CodeFieldProps) {
  const [usesRecoveryCode, setUsesRecoveryCode] = useState(!hasApp);
  const input = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: both kinds of code are typed into this field.
  useEffect(() => input.current?.focus(), [usesRecoveryCode]);
  return (
    <div className="space-y-3">
      <p className="wrap-anywhere text-ink-muted">
        Two-step verification is on for <span className="font-medium text-ink">{email}</span>.
      </p>
      <Field
        label={usesRecoveryCode ? 'Recovery code' : 'Code'}
        hint={
          usesRecoveryCode
            ? 'One of the ten codes that you saved. Each works once.'
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
          inputMode={usesRecoveryCode ? 'text' : 'numeric'}
        />
      </Field>
      {hasApp && (
        <Button variant="link" size="inline" onClick={() => setUsesRecoveryCode(!usesRecoveryCode)}>
          {usesRecoveryCode ? 'Use your authenticator app' : 'Use a recovery code'}
        </Button>
      )}
    </div>
  );
}
