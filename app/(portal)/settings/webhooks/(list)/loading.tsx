import { EndpointsHeader } from '@/app/(portal)/settings/webhooks/_components/list/endpoints-header';
import { LoadingStatus, Skeleton } from '@/components/skeleton';
import { Card } from '@/components/ui/card';
import { currentProfile } from '@/lib/profiles/current';

const ROWS = ['first', 'second', 'third'];

/** The page while its endpoints load. */
export default function Loading() {
  return (
    <div className="space-y-5" aria-busy>
      <EndpointsHeader title={currentProfile().words.webhooks} />
      <Card className="divide-y">
        {ROWS.map((row) => (
          <div key={row} className="flex items-center gap-8 px-4 py-4">
            <Skeleton className="h-4 w-64 max-w-[60%]" />
            <Skeleton className="ml-auto hidden h-4 w-64 sm:block" />
          </div>
        ))}
      </Card>
      <LoadingStatus />
    </div>
  );
}
