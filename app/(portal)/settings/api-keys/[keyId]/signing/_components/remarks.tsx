import { CircleCheck, CircleX, Info } from 'lucide-react';
import type { Remark } from '@/lib/domain/signature-checks/remark';

const KINDS = {
  right: { Icon: CircleCheck, name: 'Right', color: 'text-success-text' },
  wrong: { Icon: CircleX, name: 'Wrong', color: 'text-danger-text' },
  note: { Icon: Info, name: 'Note', color: 'text-accent-text' },
} satisfies Record<Remark['kind'], unknown>;

/** What a check found: what is wrong first. */
const ORDER: readonly Remark['kind'][] = ['wrong', 'note', 'right'];

/** What a check of a signature base found; nothing before it. */
export function Remarks({ remarks }: { remarks: readonly Remark[] | undefined }) {
  return (
    <div role="status">
      {remarks && (
        <ul aria-label="Result of the check" className="space-y-1.5">
          {ORDER.flatMap((kind) => remarks.filter((remark) => remark.kind === kind)).map(({ kind, text }) => {
            const { Icon, name, color } = KINDS[kind];
            return (
              <li key={text} className="flex gap-2">
                <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${color}`} />
                <span className="sr-only">{`${name}: `}</span>
                <span className="wrap-anywhere">{text}</span>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
