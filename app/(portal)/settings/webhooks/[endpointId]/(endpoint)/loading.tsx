import { DetailTitleSkeleton, LoadingStatus, SectionSkeleton } from '@/components/skeleton';

/** The page while its endpoint loads. */
export default function Loading() {
  return (
    <div className="space-y-5" aria-busy>
      <DetailTitleSkeleton width="w-80 max-w-full" />
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
