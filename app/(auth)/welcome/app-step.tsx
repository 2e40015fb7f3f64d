import { AuthForm } from '@/app/(auth)/_components/auth-form';
import { confirmStaffSecondFactorAction } from '@/app/(auth)/welcome/actions';
import { useActionForm } from '@/components/forms/use-action-form';
import { AppSecret } from '@/components/second-factor/app-secret';
import { CodeInput } from '@/components/second-factor/code-input';
import { useRevealCodes } from '@/components/second-factor/use-reveal-codes';
import { atCodeField } from '@/components/second-factor/wrong-code';
import { Field } from '@/components/ui/field';
import type { AppSetup } from '@/lib/domain/second-factor/schema';

interface AppStepProps {
  setup: AppSetup;
  /** Where to go from the recovery codes. */
  nextPage: string;
  onConfirmed(): void;
}

/** Shows the secret for the authenticator app and asks for a first code, then shows the recovery codes. */
export function AppStep({ setup, nextPage, onConfirmed }: AppStepProps) {
  const revealCodes = useRevealCodes();
  const { form, state } = useActionForm({
    schema: async () => (await import('@/lib/domain/second-factor/schema')).confirmSecondFactorSchema,
    fields: ['code'],
    submit: async (input) => atCodeField(await confirmStaffSecondFactorAction(input)),
    onDone(answer) {
      onConfirmed();
      revealCodes({ answer, onClosed: () => window.location.assign(nextPage) });
    },
  });
  return (
    <AuthForm action="Turn on" {...state}>
      <AppSecret {...setup} />
      <Field
        label="Code"
        hint="The six digits that the app shows now."
        error={form.formState.errors.code?.message}
      >
        <CodeInput {...form.register('code')} />
      </Field>
    </AuthForm>
  );
}
