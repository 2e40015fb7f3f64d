import { useId } from 'react';
import { KeyImpact } from '@/app/(portal)/settings/api-keys/_components/revoke/key-impact';
import { useImpact } from '@/app/(portal)/settings/api-keys/_components/revoke/use-impact';
import { useRevealKey } from '@/app/(portal)/settings/api-keys/_components/shown-secret/use-reveal-key';
import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/editor-props';
import { RotationProgress } from '@/app/(portal)/settings/api-keys/[keyId]/_components/rotate/rotation-progress';
import { rotateApiKeyAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { Choice } from '@/components/forms/choice';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { Radio } from '@/components/ui/radio';
import { OVERLAPS, type Overlap } from '@/lib/domain/key-rotation/overlap';
import { rotateApiKeySchema } from '@/lib/domain/key-rotation/schema';
import { say } from '@/lib/say';

const choices = (): Record<Overlap, { name: string; description: string }> => ({
  now: { name: 'Now', description: 'If the secret leaked. Anything still using it fails at once.' },
  firstUse: {
    name: 'When the new secret is first used',
    description: 'For a single program: others that still use the old one fail from then on',
  },
  '1h': { name: 'In 1 hour', description: 'For a service that you deploy by hand' },
  '24h': { name: 'In 24 hours', description: 'Recommended' },
  '7d': { name: 'In 7 days', description: 'For staged rollouts' },
  untilRetired: {
    name: 'When I retire it myself',
    description: say`The key’s page shows when nothing uses it any more`,
  },
});

/** Adds a new secret to the key and shows it. */
export function RotateDialog(editor: EditorProps) {
  const { apiKey, onClose } = editor;
  const legend = useId();
  const impact = useImpact(apiKey.id);
  const { isRevealed, revealKey } = useRevealKey(editor);
  const { form, state } = useActionForm({
    schema: rotateApiKeySchema,
    values: { keyId: apiKey.id, secretId: apiKey.secretId, overlap: '24h' },
    submit: rotateApiKeyAction,
    onDone: (answer) =>
      revealKey({ answer, progress: <RotationProgress apiKey={answer.key} />, onClosed: onClose }),
  });

  if (isRevealed) return null;
  return (
    <FormDialog
      title={say`Rotate key`}
      description={say`The key gets a new secret. Its ID, settings and history don’t change.`}
      action={say`Rotate key`}
      {...state}
      onClose={onClose}
    >
      <div role="radiogroup" aria-labelledby={legend} className="space-y-1.5">
        <p id={legend} className="font-medium">
          The old secret stops working
        </p>
        <div className="divide-y overflow-hidden rounded-lg border">
          {OVERLAPS.map((overlap) => (
            <Choice
              key={overlap}
              {...choices()[overlap]}
              className="has-checked:bg-accent-soft"
              control={(attributes) => (
                <Radio {...form.register('overlap')} {...attributes} value={overlap} />
              )}
            />
          ))}
        </div>
        {apiKey.expiresAt && (
          <p className="text-[0.8125rem] text-ink-muted">{say`It never works longer than the key itself.`}</p>
        )}
      </div>
      {form.watch('overlap') === 'now' && <KeyImpact impact={impact} />}
    </FormDialog>
  );
}
