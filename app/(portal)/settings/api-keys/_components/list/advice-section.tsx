import { Section } from '@/components/section';
import type { Advice } from '@/lib/profiles/profile';

/** A text whose parts in backticks are code. */
function WithCode({ text }: { text: string }) {
  return text.split('`').map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <code key={part} className="font-mono text-[0.8125rem] text-ink">
        {part}
      </code>
    ),
  );
}

/** What the provider advises about keeping keys safe. */
export function AdviceSection({ advice }: { advice: readonly Advice[] }) {
  return (
    <Section title="Security best practices">
      <div className="grid gap-5 px-4 pt-3 pb-4 sm:px-5 md:grid-cols-3">
        {advice.map(({ title, items }) => (
          <div key={title} className="space-y-1.5">
            <h3 className="font-medium">{title}</h3>
            <ul className="list-disc space-y-1 pl-4 text-ink-muted">
              {items.map((item) => (
                <li key={item}>
                  <WithCode text={item} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </Section>
  );
}
