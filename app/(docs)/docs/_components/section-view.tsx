import { clsx } from 'clsx';
import { BlockView } from '@/app/(docs)/docs/_components/block-view';
import type { Section } from '@/lib/profiles/reference/content';

interface SectionViewProps {
  /** The path of the page. */
  path: string;
  section: Section;
  level?: 2 | 3;
}

/** A section with the sections in it; its title links to itself. */
export function SectionView({ path, section, level = 2 }: SectionViewProps) {
  const { id, title, blocks, sections = [] } = section;
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section aria-labelledby={id} className="space-y-4">
      <Heading
        id={id}
        className={clsx(
          'scroll-mt-20 font-semibold',
          level === 2 ? 'text-lg leading-7' : 'border-t pt-6 text-base leading-6',
        )}
      >
        <a href={`${path}#${id}`} className="wrap-anywhere hover:underline">
          {title}
        </a>
      </Heading>
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a section never change their order.
        <BlockView key={index} block={block} section={title} />
      ))}
      {sections.map((child) => (
        <SectionView key={child.id} path={path} section={child} level={3} />
      ))}
    </section>
  );
}
