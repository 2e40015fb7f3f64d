import { RefusalGroupCalls } from '@/app/(portal)/settings/api-keys/[keyId]/_components/refusals/refusal-group-calls';
import { RefusalGroups } from '@/app/(portal)/settings/api-keys/[keyId]/_components/refusals/refusal-groups';
import type { KeyControls } from '@/app/(portal)/settings/api-keys/[keyId]/key-controls';
import type { ShownRefusals } from '@/app/(portal)/settings/api-keys/[keyId]/load-refusals';
import type { KeyParams } from '@/app/(portal)/settings/api-keys/[keyId]/search-params';
import { Section } from '@/components/section';
import { Alert } from '@/components/ui/alert';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';

interface RefusalsSectionProps {
  refusals: ShownRefusals;
  params: KeyParams;
  apiKey: ApiKeyDetails;
  controls: KeyControls;
  now: number;
}

/** The rejected calls of a key, with how to fix them. */
export function RefusalsSection({ refusals, ...shared }: RefusalsSectionProps) {
  return (
    <div id="rejected-calls" className="scroll-mt-20">
      <Section title="Rejected calls" lead="Last 30 days, latest first, with how to fix each cause">
        {'calls' in refusals ? (
          <RefusalGroupCalls page={refusals.calls} {...shared} />
        ) : (
          <>
            {refusals.isMissing && (
              <div className="px-4 pt-3 sm:px-5">
                <Alert tone="info">
                  This call is not shown by itself. It can take a second to appear, and of very many calls
                  only some are stored.
                </Alert>
              </div>
            )}
            <RefusalGroups page={refusals.groups} {...shared} />
          </>
        )}
      </Section>
    </div>
  );
}
