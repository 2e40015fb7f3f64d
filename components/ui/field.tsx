'use client';

import { clsx } from 'clsx';
import { createContext, type ReactElement, type ReactNode, useContext, useId } from 'react';
import { Label } from '@/components/ui/label';

interface FieldControl {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

const FieldContext = createContext<FieldControl | undefined>(undefined);

/** The attributes that connect a control with the Field around it. */
export function useFieldControl(): Partial<FieldControl> {
  return useContext(FieldContext) ?? {};
}

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  /** The error, in one sentence. */
  error?: string | undefined;
  /** Next to the label, such as a link. */
  aside?: ReactElement;
  className?: string;
  /** One control: Input or PasswordInput. */
  children: ReactNode;
}

/** A control with its label and hint. An error replaces the hint, so that nothing below it moves. */
export function Field({ label, hint, error, aside, className, children }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = error ? errorId : hint ? hintId : undefined;
  const control: FieldControl = {
    id,
    'aria-describedby': describedBy,
    'aria-invalid': error ? true : undefined,
  };
  return (
    <div className={clsx('grid content-start gap-1.5', className)}>
      <div className="flex items-baseline justify-between gap-4">
        <Label htmlFor={id}>{label}</Label>
        {aside}
      </div>
      <FieldContext value={control}>{children}</FieldContext>
      <FieldError id={errorId}>{error}</FieldError>
      {hint && !error && (
        <p id={hintId} className="text-[0.8125rem] text-ink-muted">
          {hint}
        </p>
      )}
    </div>
  );
}

/** The error of a field or group; nothing if there is none. */
export function FieldError({ id, children }: { id: string; children: string | undefined }) {
  if (!children) return null;
  return (
    <p id={id} role="alert" className="text-[0.8125rem] text-danger-text">
      {children}
    </p>
  );
}
