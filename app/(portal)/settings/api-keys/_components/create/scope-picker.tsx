import { useId } from 'react';
import { Choice } from '@/components/forms/choice';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { FieldError } from '@/components/ui/field';
import { FULL_ACCESS, type KeyPolicy, type ScopeDeclaration } from '@/lib/domain/key-policy/policy';

interface ScopePickerProps {
  policy: KeyPolicy;
  value: readonly string[];
  onChange(scopes: string[]): void;
  error: string | undefined;
}

function sameScopes(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((scope) => b.includes(scope));
}

function grouped(scopes: readonly ScopeDeclaration[]): [string, ScopeDeclaration[]][] {
  return [...Map.groupBy(scopes, ({ group }) => group)];
}

/** What the key may do: nothing until something is picked, and everything only when just that is asked for. */
export function ScopePicker({ policy, value, onChange, error }: ScopePickerProps) {
  const errorId = useId();
  const isFull = value.includes(FULL_ACCESS);
  const toggle = (scope: string, on: boolean) =>
    onChange(on ? [...value, scope] : value.filter((other) => other !== scope));

  return (
    <fieldset aria-describedby={error ? errorId : undefined} className="space-y-1.5">
      <legend className="float-left py-1 font-medium">Scopes</legend>
      <div className="flex flex-wrap justify-end gap-1.5 max-sm:clear-both max-sm:justify-start">
        {policy.presets.map(({ name, scopes }) => (
          <Button
            key={name}
            size="tiny"
            aria-pressed={sameScopes(value, scopes)}
            onClick={() => onChange([...scopes])}
          >
            {name}
          </Button>
        ))}
      </div>
      <p className="clear-both text-[0.8125rem] text-ink-muted">Pick only what it needs.</p>
      <div className="clear-both divide-y overflow-hidden rounded-lg border">
        {grouped(policy.scopes).map(([group, scopes]) => (
          <div key={group}>
            <p className="bg-canvas px-3 py-1 font-medium text-ink-muted text-xs">{group}</p>
            {scopes.map(({ name, description }) => (
              <Choice
                key={name}
                name={<span className="block w-32 font-mono text-[0.8125rem]">{name}</span>}
                description={description}
                disabled={isFull}
                inline
                className="has-checked:bg-accent-soft"
                control={(attributes) => (
                  <Checkbox
                    {...attributes}
                    data-testid={`scope-${name}`}
                    aria-invalid={error ? true : undefined}
                    checked={isFull || value.includes(name)}
                    onChange={(event) => toggle(name, event.target.checked)}
                  />
                )}
              />
            ))}
          </div>
        ))}
        {policy.fullAccess && (
          <Choice
            name={
              <span className="block w-32">
                Full access <span className="font-mono text-[0.8125rem]">{`(${FULL_ACCESS})`}</span>
              </span>
            }
            description="All current and future permissions. Avoid it if you can."
            inline
            className="has-checked:bg-warning-soft"
            control={(attributes) => (
              <Checkbox
                {...attributes}
                data-testid={`scope-${FULL_ACCESS}`}
                checked={isFull}
                onChange={(event) => onChange(event.target.checked ? [FULL_ACCESS] : [])}
              />
            )}
          />
        )}
      </div>
      <FieldError id={errorId}>{error}</FieldError>
    </fieldset>
  );
}
