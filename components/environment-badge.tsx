import { Badge } from '@/components/ui/badge';
import type { ApiKeyView } from '@/lib/domain/api-keys/view';
import { currentProfile } from '@/lib/profiles/current';

export function EnvironmentBadge({ environment }: Pick<ApiKeyView, 'environment'>) {
  return (
    <Badge tone={environment === 'live' ? 'accent' : 'neutral'}>
      {currentProfile().keys.environments[environment].label}
    </Badge>
  );
}
