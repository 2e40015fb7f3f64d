import { Badge } from '@/components/ui/badge';

const TONES = { GET: 'accent', POST: 'success', PUT: 'warning', PATCH: 'warning', DELETE: 'danger' } as const;

/** The method of a request. */
export function MethodBadge({ method }: { method: string }) {
  const tone = Object.entries(TONES).find(([name]) => name === method)?.[1] ?? 'neutral';
  return (
    <Badge tone={tone} className="font-mono">
      {method}
    </Badge>
  );
}
