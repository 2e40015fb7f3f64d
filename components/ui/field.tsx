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

/** What a control inside a Field must carry to be named, described and marked by it. */
export function useFieldControl(): Partial<FieldControl> {
  return useContext(FieldContext) ?? {};
}

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong, in one sentence; empty when nothing is. */
  error?: string | undefined;
  /** Beside the label, such as a link. */
  aside?: ReactElement;
  className?: string;
  /** One control: Input or PasswordInput. */
  children: ReactNode;
}

/** A labelled control with its hint. An error takes the hint's place, so that nothing below it moves. */
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

/** What is wrong with a field or group; nothing when nothing is. */
export function FieldError({ id, children }: { id: string; children: string | undefined }) {
  if (!children) return null;
  return (
    <p id={id} role="alert" className="text-[0.8125rem] text-danger-text">
      {children}
    </p>
  );
}
