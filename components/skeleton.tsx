import { Card } from '@/components/ui/card';

/** A grey bar in place of text that loads. */
export function Skeleton({ className }: { className: string }) {
  return <div className={`animate-pulse rounded bg-hover ${className}`} />;
}

/** A placeholder for a section with this many lines. */
export function SectionSkeleton({ lines }: { lines: number }) {
  return (
    <Card>
      <div className="space-y-2 px-4 pt-4 pb-3 sm:px-5">
        <Skeleton className="h-4 w-28" />
        <Skeleton className="h-3.5 w-56 max-w-full" />
      </div>
      <div className="divide-y border-t">
        {Array.from({ length: lines }, (_, line) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no id.
          <div key={line} className="flex items-center gap-8 px-4 py-3.5 sm:px-5">
            <Skeleton className="h-4 w-24" />
            <Skeleton className="h-4 w-40 max-w-[50%]" />
          </div>
        ))}
      </div>
    </Card>
  );
}

/** A placeholder for the title of a page and the sentence below it. */
export function TitleSkeleton() {
  return (
    <div className="space-y-1">
      <div className="flex h-8 items-center">
        <Skeleton className="h-5 w-40" />
      </div>
      <div className="flex h-5 items-center">
        <Skeleton className="h-4 w-96 max-w-full" />
      </div>
    </div>
  );
}

/**
 * A placeholder for the link back and the title of a page about one thing of a list.
 * @param width of the title
 */
export function DetailTitleSkeleton({ width }: { width: string }) {
  return (
    <div className="space-y-2">
      <div className="flex h-5 items-center">
        <Skeleton className="h-3.5 w-36" />
      </div>
      <div className="flex h-8 items-center">
        <Skeleton className={`h-5 ${width}`} />
      </div>
    </div>
  );
}

/** Tells a screen reader that the page is being loaded. */
export function LoadingStatus() {
  return (
    <p role="status" className="sr-only">
      Loading
    </p>
  );
}
