import { PageHeader } from '@/app/(portal)/settings/api-keys/_components/list/page-header';
import { Card } from '@/components/ui/card';
import { currentProfile } from '@/lib/profiles/current';
import { say } from '@/lib/say';

const ROWS = ['first', 'second', 'third', 'fourth', 'fifth'];

/** The page while its keys load. */
export default function Loading() {
  return (
    <div className="space-y-5" aria-busy>
      <PageHeader reveal={currentProfile().keys.reveal} title={currentProfile().words.page} />
      <div className="space-y-3">
        <div className="h-9 w-56 animate-pulse rounded-lg bg-hover" />
        <Card className="divide-y">
          {ROWS.map((row) => (
            <div key={row} className="flex items-center gap-8 px-4 py-4">
              <div className="h-4 w-32 animate-pulse rounded bg-hover" />
              <div className="h-4 w-44 animate-pulse rounded bg-hover" />
              <div className="ml-auto hidden h-4 w-64 animate-pulse rounded bg-hover sm:block" />
            </div>
          ))}
        </Card>
      </div>
      <p role="status" className="sr-only">{say`Loading keys`}</p>
    </div>
  );
}
