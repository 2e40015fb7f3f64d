import { useId } from 'react';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { Choice } from '@/components/forms/choice';
import { Radio } from '@/components/ui/radio';
import { OVERLAPS, type Overlap } from '@/lib/domain/key-rotation/overlap';
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

interface OverlapChoiceProps {
  /** What stops working. */
  name: string;
  /** Of the key. */
  expiresAt: Date | null;
  field: UseFormRegisterReturn;
}

/** The choice how long an old secret keeps working. */
export function OverlapChoice({ name, expiresAt, field }: OverlapChoiceProps) {
  const legend = useId();
  return (
    <div role="radiogroup" aria-labelledby={legend} className="space-y-1.5">
      <p id={legend} className="font-medium">
        {`${name} stops working`}
      </p>
      <div className="divide-y overflow-hidden rounded-lg border">
        {OVERLAPS.map((overlap) => (
          <Choice
            key={overlap}
            {...choices()[overlap]}
            className="has-checked:bg-accent-soft"
            control={(attributes) => <Radio {...field} {...attributes} value={overlap} />}
          />
        ))}
      </div>
      {expiresAt && (
        <p className="text-[0.8125rem] text-ink-muted">{say`It never works longer than the key itself.`}</p>
      )}
    </div>
  );
}
