import { BlockView } from '@/app/(docs)/docs/_components/block-view';
import type { Section } from '@/lib/profiles/reference/content';

/** A section with the sections in it; its title links to itself. */
export function SectionView({ section, level = 2 }: { section: Section; level?: 2 | 3 }) {
  const { id, title, blocks, sections = [] } = section;
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section aria-labelledby={id} className="space-y-4">
      <Heading
        id={id}
        className={
          level === 2 ? 'font-semibold text-lg leading-7' : 'border-t pt-6 font-semibold text-base leading-6'
        }
      >
        <a href={`#${id}`} className="wrap-anywhere hover:underline">
          {title}
        </a>
      </Heading>
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a section never change their order.
        <BlockView key={index} block={block} section={title} />
      ))}
      {sections.map((child) => (
        <SectionView key={child.id} section={child} level={3} />
      ))}
    </section>
  );
}
