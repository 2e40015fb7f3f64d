import { useEffect, useState } from 'react';
import { readImpactAction } from '@/app/(portal)/settings/api-keys/actions';
import { failedCall } from '@/components/outdated/failed-call';
import type { RevocationImpact } from '@/lib/domain/usage/impact';
import type { Result } from '@/lib/errors';

/** What revoking or disabling the key would break; undefined while it loads. */
export function useImpact(keyId: string): Result<RevocationImpact> | undefined {
  const [impact, setImpact] = useState<Result<RevocationImpact>>();
  useEffect(() => {
    readImpactAction({ keyId }).catch(failedCall).then(setImpact);
  }, [keyId]);
  return impact;
}
