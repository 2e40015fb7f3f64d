import { DetailTitleSkeleton, LoadingStatus, SectionSkeleton } from '@/components/skeleton';

/** The page while its key loads. */
export default function Loading() {
  return (
    <div className="max-w-4xl space-y-5" aria-busy>
      <DetailTitleSkeleton width="w-52" />
      <SectionSkeleton lines={8} />
      <SectionSkeleton lines={4} />
      <LoadingStatus />
    </div>
  );
}
