import { CircleCheck, CircleSlash } from 'lucide-react';
import { useId } from 'react';
import {
  type DescribedKey,
  describeKey,
} from '@/app/(portal)/settings/api-keys/_components/create/describe-key';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { say } from '@/lib/say';

/** What the key will be able to do, updated as the form is filled in. */
export function KeyReview({ settings, policy }: { settings: DescribedKey; policy: KeyPolicy }) {
  const id = useId();
  const { can, cannot } = describeKey(settings, policy);
  return (
    <section aria-labelledby={id} className="space-y-2 rounded-lg border bg-canvas px-3.5 py-3">
      <h3 id={id} className="font-medium">
        Review
      </h3>
      <div className="grid gap-x-6 gap-y-2 text-[0.8125rem] sm:grid-cols-2">
        <div className="space-y-1">
          <p className="text-ink-muted">{say`This key can`}</p>
          <ul className="space-y-1">
            {can.map((ability) => (
              <li key={ability} className="flex gap-1.5">
                <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-success-text" />
                <span>{ability}</span>
              </li>
            ))}
          </ul>
        </div>
        <div className="space-y-1">
          <p className="text-ink-muted">It cannot</p>
          <ul className="space-y-1">
            {cannot.map((ability) => (
              <li key={ability} className="flex gap-1.5 text-ink-muted">
                <CircleSlash aria-hidden className="mt-0.5 size-4 shrink-0" />
                <span>{ability}</span>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </section>
  );
}
