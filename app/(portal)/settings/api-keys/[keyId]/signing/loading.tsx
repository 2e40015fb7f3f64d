import { LoadingStatus, SectionSkeleton, Skeleton } from '@/components/skeleton';

/** The page while its key loads. */
export default function Loading() {
  return (
    <div className="max-w-4xl space-y-5" aria-busy>
      <div className="space-y-2">
        <div className="flex h-5 items-center">
          <Skeleton className="h-3.5 w-36" />
        </div>
        <div className="flex h-8 items-center">
          <Skeleton className="h-5 w-52" />
        </div>
      </div>
      <SectionSkeleton lines={8} />
      <SectionSkeleton lines={4} />
      <LoadingStatus />
    </div>
  );
}
