import { Badge } from '@/components/ui/badge';
import type { ApiKeyView } from '@/lib/domain/api-keys/view';

export function EnvironmentBadge({ environment }: Pick<ApiKeyView, 'environment'>) {
  return (
    <Badge tone={environment === 'live' ? 'accent' : 'neutral'}>
      {environment === 'live' ? 'Live' : 'Sandbox'}
    </Badge>
  );
}
