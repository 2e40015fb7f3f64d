import { InlineText } from '@/components/inline-text';
import type { Block } from '@/lib/profiles/reference/content';

/** The fields of a request or a response, with their types and rules. */
export function FieldList({ block }: { block: Extract<Block, { kind: 'fields' }> }) {
  const { of, title, fields } = block;
  return (
    <div className="space-y-2">
      <h4 className="font-medium">{title}</h4>
      <dl className="divide-y rounded-lg border bg-surface">
        {fields.map(({ name, type, required, description }) => (
          <div key={name} className="space-y-1 px-4 py-2.5">
            <dt className="flex flex-wrap items-baseline gap-x-2.5">
              <code translate="no" className="font-medium font-mono text-[0.8125rem] wrap-anywhere">
                {name}
              </code>
              <span className="text-ink-muted text-xs">{type}</span>
              {of === 'request' && required && (
                <span className="font-medium text-warning-text text-xs">required</span>
              )}
            </dt>
            {description && (
              <dd className="text-ink-muted">
                <InlineText text={description} />
              </dd>
            )}
          </div>
        ))}
      </dl>
    </div>
  );
}
