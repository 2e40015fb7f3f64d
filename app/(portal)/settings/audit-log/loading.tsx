import { LoadingStatus, SectionSkeleton, Skeleton, TitleSkeleton } from '@/components/skeleton';

const FIELDS = ['What', 'Who', 'From', 'To', 'Target'];

/** The page while the log loads. */
export default function Loading() {
  return (
    <div className="space-y-5" aria-busy>
      <TitleSkeleton />
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-5">
        {FIELDS.map((field) => (
          <div key={field} className="space-y-1.5 last:max-lg:col-span-2">
            <div className="flex h-5 items-center">
              <Skeleton className="h-3.5 w-14" />
            </div>
            <Skeleton className="h-9 w-full" />
          </div>
        ))}
      </div>
      <SectionSkeleton lines={8} />
      <LoadingStatus />
    </div>
  );
}
