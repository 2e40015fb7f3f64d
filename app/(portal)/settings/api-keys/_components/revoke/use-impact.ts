import { useEffect, useState } from 'react';
import { readImpactAction } from '@/app/(portal)/settings/api-keys/actions';
import { failedCall } from '@/components/outdated/failed-call';
import type { RevocationImpact } from '@/lib/domain/usage/impact';
import type { Result } from '@/lib/errors';

/** What ending the key would break; undefined while it is looked up. */
export function useImpact(keyId: string): Result<RevocationImpact> | undefined {
  const [impact, setImpact] = useState<Result<RevocationImpact>>();
  useEffect(() => {
    readImpactAction({ keyId }).catch(failedCall).then(setImpact);
  }, [keyId]);
  return impact;
}
