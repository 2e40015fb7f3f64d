import { LoadingStatus, SectionSkeleton, TitleSkeleton } from '@/components/skeleton';

/** The page while the settings and the support sessions load. */
export default function Loading() {
  return (
    <div className="max-w-3xl space-y-5" aria-busy>
      <TitleSkeleton />
      <SectionSkeleton lines={1} />
      <SectionSkeleton lines={3} />
      <SectionSkeleton lines={4} />
      <LoadingStatus />
    </div>
  );
}
