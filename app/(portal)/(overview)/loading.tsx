import { LoadingStatus, SectionSkeleton, TitleSkeleton } from '@/components/skeleton';

/** The page while the overview loads. */
export default function Loading() {
  return (
    <div className="space-y-5" aria-busy>
      <TitleSkeleton />
      <SectionSkeleton lines={3} />
      <SectionSkeleton lines={6} />
      <LoadingStatus />
    </div>
  );
}
