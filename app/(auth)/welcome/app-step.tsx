'use client';

import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { SubmitButton } from '@/app/(auth)/_components/submit-button';
import { submitWith } from '@/app/(auth)/_components/submit-with';
import { confirmStaffSecondFactorAction } from '@/app/(auth)/welcome/actions';
import { RefusalAlert } from '@/components/forms/refusal-alert';
import { schemaResolver } from '@/components/forms/schema-resolver';
import { AppSecret } from '@/components/second-factor/app-secret';
import { CodeInput } from '@/components/second-factor/code-input';
import { Field } from '@/components/ui/field';
import { type AppSetup, confirmSecondFactorSchema } from '@/lib/domain/second-factor/schema';

interface AppStepProps {
  setup: AppSetup;
  onConfirmed(answer: { recoveryCodes: string[] }): void;
}

/** Scans the secret, and proves it by a first code. */
export function AppStep({ setup, onConfirmed }: AppStepProps) {
  const form = useForm<z.input<typeof confirmSecondFactorSchema>>({
    resolver: schemaResolver(confirmSecondFactorSchema),
  });
  const { errors, isSubmitting } = form.formState;
  return (
    <form
      method="post"
      noValidate
      className="space-y-4"
      onSubmit={submitWith(form, confirmStaffSecondFactorAction, onConfirmed)}
    >
      <AppSecret {...setup} />
      <RefusalAlert message={errors.root?.message} />
      <Field label="Code" hint="The six digits that the app shows now." error={errors.code?.message}>
        <CodeInput {...form.register('code')} />
      </Field>
      <SubmitButton pending={isSubmitting}>Turn on</SubmitButton>
    </form>
  );
}
