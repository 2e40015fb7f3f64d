import { LoadingStatus, SectionSkeleton, TitleSkeleton } from '@/components/skeleton';

/** The page while the balance loads. */
export default function Loading() {
  return (
    <div className="space-y-5" aria-busy>
      <TitleSkeleton />
      <SectionSkeleton lines={8} />
      <LoadingStatus />
    </div>
  );
}
