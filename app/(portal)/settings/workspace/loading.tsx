import { LoadingStatus, SectionSkeleton, TitleSkeleton } from '@/components/skeleton';

/** The page while the settings load. */
export default function Loading() {
  return (
    <div className="max-w-3xl space-y-5" aria-busy>
      <TitleSkeleton />
      <SectionSkeleton lines={2} />
      <SectionSkeleton lines={3} />
      <LoadingStatus />
    </div>
  );
}
