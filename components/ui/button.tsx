import { cva, type VariantProps } from 'class-variance-authority';
import { clsx } from 'clsx';
import { type ComponentProps, useId } from 'react';
import { NativeButton } from '@/components/ui/native-button';
import { Spinner } from '@/components/ui/spinner';
import { Tooltip } from '@/components/ui/tooltip';

/** On a phone with a text size of 200 %, a long label has more lines. The width is in the user's own text size. */
const WRAPS = 'max-[16rem]:h-auto max-[16rem]:whitespace-normal max-[16rem]:py-1.5';

/** The classes of a button, for links that look like one. */
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
        /** On a colored bar. */
        bar: 'border border-current hover:bg-danger-hover focus-visible:outline-current',
        link: 'text-accent-text underline-offset-4 hover:underline',
      },
      size: {
        tiny: [
          WRAPS,
          'h-7 px-2 text-xs aria-pressed:border-accent-text aria-pressed:bg-accent-soft aria-pressed:text-accent-text',
        ],
        small: [WRAPS, 'h-8 px-2.5 text-[0.8125rem]'],
        medium: [WRAPS, 'h-9 px-3.5 text-sm'],
        large: [WRAPS, 'h-10 px-4 text-sm'],
        icon: 'size-8',
        round: 'size-14 rounded-full! shadow-high [&_svg]:size-6!',
        inline: 'text-sm',
      },
    },
    defaultVariants: { variant: 'secondary', size: 'medium' },
  },
);

/** Not the attribute `disabled`: the button keeps its place in the tab order, so that its tooltip can be read. */
const DISABLED_LOOK = 'cursor-not-allowed opacity-50';

interface ButtonProps extends ComponentProps<'button'>, VariantProps<typeof buttonClass> {
  /** Shows a spinner. The button keeps its name, size and focus, but does nothing when pressed. */
  pending?: boolean;
  /** Why it can't be used; shown in a tooltip. */
  disabledReason?: string | undefined;
}

export function Button({
  variant,
  size,
  pending = false,
  disabledReason,
  className,
  children,
  type = 'button',
  onClick,
  ...rest
}: ButtonProps) {
  const reasonId = useId();
  const inert = pending || disabledReason !== undefined;
  const button = (
    <NativeButton
      type={inert ? 'button' : type}
      aria-disabled={inert || undefined}
      aria-busy={pending || undefined}
      aria-describedby={disabledReason && reasonId}
      onClick={inert ? undefined : onClick}
      className={buttonClass({ variant, size, className: clsx(className, disabledReason && DISABLED_LOOK) })}
      {...rest}
    >
      {pending && <Spinner />}
      <span className="contents">{children}</span>
    </NativeButton>
  );
  if (!disabledReason) return button;
  return (
    <Tooltip id={reasonId} text={disabledReason}>
      {button}
    </Tooltip>
  );
}
