import { createFormControl } from 'react-hook-form';
import { expect, it } from 'vitest';
import { showRefusal } from '@/components/forms/show-refusal';
import type { Refusal } from '@/lib/errors';

interface Values {
  email: string;
  limits: { spendPerDay: string; senders: string[] };
}

const SHOWN = ['email', 'limits.spendPerDay'] as const;

/** The messages of a form after a refusal, by field. */
function errorsAfter(refusal: Partial<Refusal>) {
  const form = createFormControl<Values>({
    defaultValues: { email: '', limits: { spendPerDay: '', senders: [] } },
  });
  showRefusal<Values>(form, SHOWN, {
    code: 'INVALID_REQUEST',
    message: 'Some of the input is not valid.',
    ...refusal,
  });
  return {
    email: form.getFieldState('email').error?.message,
    spendPerDay: form.getFieldState('limits.spendPerDay').error?.message,
    form: form.control._formState.errors.root?.message,
  };
}

it('shows the message for the form as a whole if the refusal names no field', () => {
  expect(errorsAfter({ message: 'Try again later.' })).toEqual({ form: 'Try again later.' });
});

it('shows errors at the fields that the refusal names', () => {
  const fields = { email: 'Enter an email address.', 'limits.spendPerDay': 'Enter an amount.' };
  expect(errorsAfter({ fields })).toEqual({
    email: 'Enter an email address.',
    spendPerDay: 'Enter an amount.',
  });
});

it('shows errors of other fields for the form as a whole', () => {
  const fields = { email: 'Enter an email address.', 'limits.senders.0': 'Enter a sender.' };
  expect(errorsAfter({ fields })).toEqual({ email: 'Enter an email address.', form: 'Enter a sender.' });
});
