'use client';

import { useRouter } from 'next/navigation';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { SubmitButton } from '@/app/(auth)/_components/submit-button';
import { submitWith } from '@/app/(auth)/_components/submit-with';
import { choosePasswordAction } from '@/app/(auth)/welcome/actions';
import { RefusalAlert } from '@/components/forms/refusal-alert';
import { schemaResolver } from '@/components/forms/schema-resolver';
import { Field } from '@/components/ui/field';
import { PasswordInput } from '@/components/ui/password-input';
import { PASSWORD_MIN } from '@/lib/domain/passwords/schema';
import { choosePasswordSchema } from '@/lib/domain/staff/schema';

type ChoosePasswordInput = z.input<typeof choosePasswordSchema>;

export function PasswordStep() {
  const router = useRouter();
  const form = useForm<ChoosePasswordInput>({ resolver: schemaResolver(choosePasswordSchema) });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  return (
    <form
      method="post"
      noValidate
      className="space-y-4"
      onSubmit={submitWith(form, choosePasswordAction, () => router.refresh())}
    >
      <RefusalAlert message={errors.root?.message} />
      <Field
        label="New password"
        hint={`At least ${PASSWORD_MIN} characters. A short sentence is easy to remember.`}
        error={errors.password?.message}
      >
        <PasswordInput autoComplete="new-password" {...form.register('password')} />
      </Field>
      <SubmitButton pending={isSubmitting || isSubmitSuccessful}>Set password</SubmitButton>
    </form>
  );
}
