import { Fragment } from 'react';

const PART = /(`[^`]+`|\[[^\]]+\]\([^)\s]+\))/;
const LINK = /^\[([^\]]+)\]\(([^)\s]+)\)$/;

const linkClass = 'text-accent-text underline underline-offset-4';

function Part({ text }: { text: string }) {
  const [, label, href] = LINK.exec(text) ?? [];
  if (label && href) {
    const content = <InlineText text={label} />;
    return (
      // Not a Link: such a text is not worth the code that loads pages in place.
      <a href={href} className={linkClass}>
        {content}
      </a>
    );
  }
  if (!text.startsWith('`')) return text;
  return (
    <code translate="no" className="rounded bg-hover px-1 py-0.5 font-mono text-[0.8125rem] wrap-anywhere">
      {text.slice(1, -1)}
    </code>
  );
}

/** A text with `code` and [links](/docs). */
export function InlineText({ text }: { text: string }) {
  // The parts of one text never change their order.
  return text.split(PART).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: as above.
    <Fragment key={index}>
      <Part text={part} />
    </Fragment>
  ));
}
