import { LoadingStatus, SectionSkeleton, TitleSkeleton } from '@/components/skeleton';

/** The page while its settings load. */
export default function Loading() {
  return (
    <div className="max-w-3xl space-y-5" aria-busy>
      <TitleSkeleton />
      <SectionSkeleton lines={3} />
      <SectionSkeleton lines={2} />
      <SectionSkeleton lines={2} />
      <LoadingStatus />
    </div>
  );
}
