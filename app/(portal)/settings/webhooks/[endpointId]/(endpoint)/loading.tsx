import { LoadingStatus, SectionSkeleton, Skeleton } from '@/components/skeleton';

/** The page while its endpoint loads. */
export default function Loading() {
  return (
    <div className="space-y-5" aria-busy>
      <div className="space-y-2">
        <div className="flex h-5 items-center">
          <Skeleton className="h-3.5 w-36" />
        </div>
        <div className="flex h-8 items-center">
          <Skeleton className="h-5 w-80 max-w-full" />
        </div>
      </div>
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="space-y-5">
          <SectionSkeleton lines={5} />
          <SectionSkeleton lines={8} />
        </div>
        <SectionSkeleton lines={2} />
      </div>
      <LoadingStatus />
    </div>
  );
}
