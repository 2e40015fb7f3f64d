import { cva, type VariantProps } from 'class-variance-authority';
import { clsx } from 'clsx';
import { type ComponentProps, useId } from 'react';
import { NativeButton } from '@/components/ui/native-button';
import { Spinner } from '@/components/ui/spinner';
import { Reason } from '@/components/ui/tooltip';

/** The look of a button, for links that should look like one. */
export const buttonClass = cva(
  'inline-flex select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium transition-colors disabled:cursor-not-allowed disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'bg-accent text-accent-ink shadow-low hover:bg-accent-hover',
        secondary: 'border border-line bg-raised shadow-low hover:bg-hover',
        ghost: 'text-ink-muted hover:bg-hover hover:text-ink',
        danger: 'bg-danger text-accent-ink shadow-low hover:bg-danger-hover',
        success: 'bg-success text-accent-ink shadow-low hover:bg-success-hover',
        /** On a bar of colour. */
        bar: 'border border-current hover:bg-danger-hover focus-visible:outline-current',
        link: 'text-accent-text underline-offset-4 hover:underline',
      },
      size: {
        tiny: 'h-7 px-2 text-xs aria-pressed:border-accent-text aria-pressed:bg-accent-soft aria-pressed:text-accent-text',
        small: 'h-8 px-2.5 text-[0.8125rem]',
        medium: 'h-9 px-3.5 text-sm',
        large: 'h-10 px-4 text-sm',
        icon: 'size-8',
        inline: 'text-sm',
      },
    },
    defaultVariants: { variant: 'secondary', size: 'medium' },
  },
);

/** Not `disabled`: it can be reached, and says why. */
const BARRED = 'cursor-not-allowed opacity-50';

interface ButtonProps extends ComponentProps<'button'>, VariantProps<typeof buttonClass> {
  /** Shows that its work is under way. It keeps its name, size and focus, but does nothing when pressed. */
  pending?: boolean;
  /** Why it cannot be used, which it tells whoever comes near. */
  barred?: string | undefined;
}

export function Button({
  variant,
  size,
  pending = false,
  barred,
  className,
  children,
  type = 'button',
  onClick,
  ...rest
}: ButtonProps) {
  const reasonId = useId();
  const inert = pending || barred !== undefined;
  const button = (
    <NativeButton
      type={inert ? 'button' : type}
      aria-disabled={inert || undefined}
      aria-busy={pending || undefined}
      aria-describedby={barred && reasonId}
      onClick={inert ? undefined : onClick}
      className={buttonClass({ variant, size, className: clsx(className, barred && BARRED) })}
      {...rest}
    >
      {pending && <Spinner />}
      <span className="contents">{children}</span>
    </NativeButton>
  );
  if (!barred) return button;
  return (
    <Reason id={reasonId} reason={barred}>
      {button}
    </Reason>
  );
}
