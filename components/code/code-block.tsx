import { CopyCode } from '@/components/code/copy-code';
import { ScrollArea } from '@/components/code/scroll-area';

interface CodeBlockProps {
  title: string;
  /** What tells this block from the others of the page. */
  name: string;
  text: string;
}

/** A text to copy. A long line scrolls inside it. */
export function CodeBlock({ title, name, text }: CodeBlockProps) {
  return (
    <div className="overflow-hidden rounded-lg border bg-surface">
      <div className="flex min-h-10 items-center justify-between gap-4 border-b py-1 pr-1 pl-4 text-ink-muted text-xs">
        <span>{title}</span>
        <CopyCode name={name} text={text} />
      </div>
      <Code name={name} text={text} />
    </div>
  );
}

/** The text of a block, which can be scrolled with the keyboard. */
export function Code({ name, text }: Omit<CodeBlockProps, 'title'>) {
  return (
    <ScrollArea name={name}>
      <pre translate="no" className="w-fit px-4 py-3 font-mono text-[0.8125rem] leading-6">
        {text}
      </pre>
    </ScrollArea>
  );
}
