/** What is known about the cause of a refused call, such as the missing scope. */
export type RefusalDetail = Readonly<Record<string, string | number>>;

/** The parts of a detail that tell causes apart. The others differ between calls with the same cause. */
const PARTS = ['cause', 'secret', 'scope', 'country', 'sender', 'list', 'period', 'of'] as const;
const LONGEST = 200;

/** A text that is the same for refused calls with the same cause; empty if the code says everything. */
export function causeOf(detail: RefusalDetail): string {
  return PARTS.flatMap((part) => detail[part] ?? [])
    .join(' ')
    .slice(0, LONGEST);
}

/** Whether a call was refused only because it asked the sandbox for it. */
export function isSimulated({ cause }: RefusalDetail): boolean {
  return cause === 'simulated';
}
