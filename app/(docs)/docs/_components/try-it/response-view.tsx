import type { TryItResponse } from '@/app/(docs)/docs/_components/try-it/response';
import { ScrollArea } from '@/components/code/scroll-area';
import { Badge } from '@/components/ui/badge';

const block = 'w-fit px-4 py-3 font-mono text-[0.8125rem] leading-6';

/** The status, the headers and the body of a response. */
export function ResponseView({ response: { status, headers, body } }: { response: TryItResponse }) {
  return (
    <>
      <p className="flex items-center gap-2 font-medium">
        Response <Badge tone={status < 400 ? 'success' : 'danger'}>{status}</Badge>
      </p>
      <ScrollArea name="Response headers" className="rounded-lg border bg-canvas">
        <pre translate="no" className={block}>
          {headers.map(([name, value]) => `${name}: ${value}`).join('\n')}
        </pre>
      </ScrollArea>
      <ScrollArea name="Response body" className="rounded-lg border bg-canvas">
        <pre translate="no" className={block}>
          {body}
        </pre>
      </ScrollArea>
    </>
  );
}
