import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/editor-props';
import { setRotationReminderAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { LocalDate } from '@/components/local-date';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { toast } from '@/components/ui/toast';
import {
  nextReminderAt,
  offeredReminders,
  type Reminder,
  toReminder,
  toReminderDays,
} from '@/lib/domain/key-policy/rotation-reminder';
import { setRotationReminderSchema } from '@/lib/domain/key-settings/schema';
import { say } from '@/lib/say';

function nameOf(reminder: Reminder): string {
  if (reminder === 'purpose') return 'As its purpose advises';
  return reminder === 'never' ? 'Never' : `Every ${reminder} days`;
}

/** Changes how often an email reminds to rotate the key. */
export function ReminderDialog({ apiKey, policy, draft, onClose }: EditorProps) {
  const { form, state } = useActionForm({
    schema: setRotationReminderSchema,
    values: { keyId: apiKey.id, reminder: toReminder(policy, apiKey.remindAfterDays) },
    fields: ['reminder'],
    draft,
    submit: setRotationReminderAction,
    onDone() {
      onClose();
      toast.success('Rotation reminder saved');
    },
  });
  const remindAfterDays = toReminderDays(form.watch('reminder'));
  const next = nextReminderAt(policy, { ...apiKey, remindAfterDays }, new Date());
  return (
    <FormDialog
      title="Change rotation reminder"
      description={say`We email the contact address of the workspace, or else its owners, when the secret of this key is that old.`}
      {...state}
      onClose={onClose}
    >
      <Field label="Remind me to rotate" error={form.formState.errors.reminder?.message}>
        <Select {...form.register('reminder')}>
          {offeredReminders(policy).map((reminder) => (
            <option key={reminder} value={reminder}>
              {nameOf(reminder)}
            </option>
          ))}
        </Select>
      </Field>
      <p role="status" className="text-ink-muted">
        {next ? (
          <span>
            The next reminder is on <LocalDate date={next} />
          </span>
        ) : (
          <span>There will be no reminder.</span>
        )}
      </p>
    </FormDialog>
  );
}
