import { DetailTitleSkeleton, LoadingStatus, SectionSkeleton } from '@/components/skeleton';

/** The page while its key loads. */
export default function Loading() {
  return (
    <div className="space-y-5" aria-busy>
      <DetailTitleSkeleton width="w-52" />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="xl:col-start-2">
          <SectionSkeleton lines={5} />
        </div>
        <div className="space-y-5 xl:col-start-1 xl:row-start-1">
          <SectionSkeleton lines={4} />
          <SectionSkeleton lines={8} />
        </div>
      </div>
      <LoadingStatus />
    </div>
  );
}
