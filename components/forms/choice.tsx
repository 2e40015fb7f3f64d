import { clsx } from 'clsx';
import { type ReactElement, type ReactNode, useId } from 'react';
import { Label } from '@/components/ui/label';

interface ChoiceProps {
  name: ReactNode;
  description: ReactNode;
  disabled?: boolean;
  /** Puts name and description in one line if there is room. */
  inline?: boolean;
  className: string;
  /** Renders the radio button or checkbox. `name` is its accessible name, and the description describes it. */
  control(attributes: { id: string; 'aria-describedby': string; disabled: boolean }): ReactElement;
}

/** A radio button or checkbox with a name and a description. A press anywhere selects it. */
export function Choice({
  name,
  description,
  disabled = false,
  inline = false,
  className,
  control,
}: ChoiceProps) {
  const id = useId();
  const descriptionId = `${id}-description`;
  return (
    <div className={clsx('relative flex gap-2.5 px-3 py-2.5', !disabled && 'hover:bg-hover', className)}>
      <span className="relative z-10 flex h-5 items-center">
        {control({ id, 'aria-describedby': descriptionId, disabled })}
      </span>
      <div className={clsx('min-w-0', inline && 'sm:flex sm:gap-4')}>
        <Label
          htmlFor={id}
          className={clsx('after:absolute after:inset-0', disabled ? 'text-ink-muted' : 'cursor-pointer')}
        >
          {name}
        </Label>
        <p id={descriptionId} className="text-[0.8125rem] text-ink-muted">
          {description}
        </p>
      </div>
    </div>
  );
}
