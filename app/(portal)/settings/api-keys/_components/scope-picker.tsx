import { useId } from 'react';
import { Choice } from '@/app/(portal)/settings/api-keys/_components/choice';
import type { KeyForm } from '@/app/(portal)/settings/api-keys/_components/key-form';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { FieldError } from '@/components/ui/field';
import { FULL_ACCESS, type KeyPolicy } from '@/lib/domain/api-keys/policy';

interface ScopePickerProps {
  form: KeyForm;
  policy: KeyPolicy;
}

function sameScopes(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((scope) => b.includes(scope));
}

/** What the key may do: nothing until something is picked. */
export function ScopePicker({ form, policy }: ScopePickerProps) {
  const errorId = useId();
  const picked = form.watch('scopes');
  const error = form.formState.errors.scopes?.message;
  const isFull = picked.includes(FULL_ACCESS);

  function pick(scopes: readonly string[]) {
    form.setValue('scopes', [...scopes], { shouldDirty: true, shouldValidate: form.formState.isSubmitted });
  }

  function toggle(scope: string, on: boolean) {
    if (scope === FULL_ACCESS) return pick(on ? [FULL_ACCESS] : []);
    pick(on ? [...picked, scope] : picked.filter((other) => other !== scope));
  }

  return (
    <fieldset aria-describedby={error ? errorId : undefined} className="space-y-1.5">
      <legend className="float-left py-1 font-medium">Scopes</legend>
      <div className="flex flex-wrap justify-end gap-1.5 max-sm:clear-both max-sm:justify-start">
        {policy.presets.map(({ name, scopes }) => (
          <Button
            key={name}
            size="tiny"
            aria-pressed={sameScopes(picked, scopes)}
            onClick={() => pick(scopes)}
          >
            {name}
          </Button>
        ))}
      </div>
      <div className="clear-both divide-y overflow-hidden rounded-lg border">
        {[...policy.scopes, FULL_ACCESS_CHOICE].map(({ name, description }) => (
          <Choice
            key={name}
            name={<span className="block w-32 font-mono text-[0.8125rem]">{name}</span>}
            description={description}
            disabled={isFull && name !== FULL_ACCESS}
            inline
            className="has-checked:bg-accent-soft"
            control={(attributes) => (
              <Checkbox
                {...attributes}
                aria-invalid={error ? true : undefined}
                checked={isFull || picked.includes(name)}
                onChange={(event) => toggle(name, event.target.checked)}
              />
            )}
          />
        ))}
      </div>
      <FieldError id={errorId}>{error}</FieldError>
    </fieldset>
  );
}

const FULL_ACCESS_CHOICE = {
  name: FULL_ACCESS,
  description: 'Full access, also to what is added later',
};
