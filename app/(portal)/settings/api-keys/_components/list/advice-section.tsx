import { InlineText } from '@/components/inline-text';
import { Section } from '@/components/section';
import type { Advice } from '@/lib/profiles/profile';

/** What the provider advises about keeping keys safe. */
export function AdviceSection({ advice }: { advice: readonly Advice[] }) {
  return (
    <Section title="Security best practices">
      <div className="grid grid-cols-[repeat(auto-fit,minmax(13rem,1fr))] gap-5 px-4 pt-3 pb-4 sm:px-5">
        {advice.map(({ title, items }) => (
          <div key={title} className="space-y-1.5">
            <h3 className="font-medium">{title}</h3>
            <ul className="list-disc space-y-1 pl-4 text-ink-muted">
              {items.map((item) => (
                <li key={item}>
                  <InlineText text={item} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </Section>
  );
}
