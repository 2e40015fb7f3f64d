import { useId, useState } from 'react';
import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/key-editor';
import { SecretFormDialog } from '@/app/(portal)/settings/api-keys/[keyId]/_components/secret-form-dialog';
import { rotateApiKeyAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { Choice } from '@/components/choice';
import { Radio } from '@/components/ui/radio';
import { useSavedForm } from '@/components/use-saved-form';
import { OVERLAPS, type Overlap } from '@/lib/domain/api-keys/rotation';
import { rotateApiKeySchema } from '@/lib/domain/api-keys/schema';

const CHOICES: Record<Overlap, { name: string; description: string }> = {
  now: { name: 'Now', description: 'For a secret that leaked: whatever still uses it stops working.' },
  '1h': { name: 'In 1 hour', description: 'For a service that you deploy by hand.' },
  '24h': { name: 'In 24 hours', description: 'Enough for most.' },
  '7d': { name: 'In 7 days', description: 'For several servers that take their turn.' },
  untilRetired: {
    name: 'When I retire it',
    description: 'The key’s page shows when nothing uses it any more.',
  },
};

/** Gives the key a new secret, and shows it. */
export function RotateDialog(editor: EditorProps) {
  const { apiKey } = editor;
  const legend = useId();
  const [secret, setSecret] = useState<string>();
  const { form, submit } = useSavedForm({
    schema: rotateApiKeySchema,
    values: { keyId: apiKey.id, secretId: apiKey.secretId, overlap: '24h' },
    save: rotateApiKeyAction,
    onSaved: (rotated) => setSecret(rotated.secret),
  });
  const { errors, isSubmitting } = form.formState;

  return (
    <SecretFormDialog
      editor={editor}
      made={secret === undefined ? undefined : { secret }}
      title="Rotate key"
      description="A new secret takes the old one’s place. Key ID, settings and history stay."
      action="Rotate key"
      pending={isSubmitting}
      refusal={errors.root?.message}
      onSubmit={submit}
    >
      <div role="radiogroup" aria-labelledby={legend} className="space-y-1.5">
        <p id={legend} className="font-medium">
          The old secret ends
        </p>
        <div className="divide-y overflow-hidden rounded-lg border">
          {OVERLAPS.map((overlap) => (
            <Choice
              key={overlap}
              {...CHOICES[overlap]}
              className="has-checked:bg-accent-soft"
              control={(attributes) => (
                <Radio {...form.register('overlap')} {...attributes} value={overlap} />
              )}
            />
          ))}
        </div>
        {apiKey.expiresAt && (
          <p className="text-[0.8125rem] text-ink-muted">It never outlives the key’s own end.</p>
        )}
      </div>
    </SecretFormDialog>
  );
}
