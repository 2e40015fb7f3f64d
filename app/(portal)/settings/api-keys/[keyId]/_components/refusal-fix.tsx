import { CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { EditButton } from '@/app/(portal)/settings/api-keys/[keyId]/_components/edit-button';
import { StateButton } from '@/app/(portal)/settings/api-keys/[keyId]/_components/state-button';
import { type KeyControls, stateControls } from '@/app/(portal)/settings/api-keys/[keyId]/key-controls';
import { buttonClass } from '@/components/ui/button';
import { isAllowed } from '@/lib/domain/allowlists/network';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import { FULL_ACCESS } from '@/lib/domain/api-keys/policy';
import type { RefusalFix as Fix } from '@/lib/domain/api-keys/refusal-advice';

/** Whether the key has changed since, so that this refusal would not come again for the same reason. */
function isMended(fix: Fix, { scopes, status, allowlist, limits }: ApiKeyDetails): boolean {
  const covers = (list: readonly string[], item: string) => list.length === 0 || list.includes(item);
  switch (fix.kind) {
    case 'addScope':
      return scopes.includes(FULL_ACCESS) || scopes.includes(fix.scope);
    case 'allowAddress':
      return (
        fix.list === 'key' &&
        isAllowed(
          allowlist.map(({ network }) => network),
          fix.address,
        )
      );
    case 'allowCountry':
      return covers(limits.countries, fix.country);
    case 'allowSender':
      return covers(limits.senders, fix.sender);
    case 'enable':
      return status === 'active';
    case 'extend':
      return status !== 'expired';
    case 'raiseSpendLimit':
    case 'raiseRateLimit':
      return false;
  }
}

interface RefusalFixProps {
  fix: Fix;
  apiKey: ApiKeyDetails;
  controls: KeyControls;
}

/** The one click that mends a refusal, or that it was mended since. */
export function RefusalFix({ fix, apiKey, controls }: RefusalFixProps) {
  if (!controls('api-keys/rename').shown) return null;
  if (isMended(fix, apiKey)) {
    return (
      <span className="inline-flex items-center gap-1.5 text-success-text text-xs">
        <CircleCheck aria-hidden className="size-3.5" />
        Mended since
      </span>
    );
  }
  switch (fix.kind) {
    case 'addScope':
      return (
        <EditButton
          opens="scopes"
          control={controls('api-keys/widen-scopes')}
          suggestion={{ scope: fix.scope }}
          size="tiny"
        >
          Add {fix.scope}
        </EditButton>
      );
    case 'allowAddress':
      if (fix.list === 'key') {
        return (
          <EditButton
            opens="allowlist"
            control={controls('api-keys/set-allowlist')}
            suggestion={{ address: fix.address }}
            size="tiny"
          >
            Allow {fix.address}
          </EditButton>
        );
      }
      return (
        <Link
          href={`/settings/security?allow=${encodeURIComponent(fix.address)}`}
          className={buttonClass({ size: 'tiny' })}
        >
          Open the workspace’s list
        </Link>
      );
    case 'allowCountry':
      return (
        <EditButton
          opens="limits"
          control={controls('api-keys/set-limits')}
          suggestion={{ country: fix.country }}
          size="tiny"
        >
          Allow {fix.country}
        </EditButton>
      );
    case 'allowSender':
      return (
        <EditButton
          opens="limits"
          control={controls('api-keys/set-limits')}
          suggestion={{ sender: fix.sender }}
          size="tiny"
        >
          Allow {fix.sender}
        </EditButton>
      );
    case 'raiseSpendLimit':
      return (
        <EditButton opens="limits" control={controls('api-keys/set-limits')} size="tiny">
          Change limits
        </EditButton>
      );
    case 'raiseRateLimit':
      return (
        <EditButton opens="rateLimit" control={controls('api-keys/set-rate-limit')} size="tiny">
          Change rate limit
        </EditButton>
      );
    case 'enable':
      return <StateButton apiKey={apiKey} controls={stateControls(controls)} size="tiny" />;
    case 'extend':
      return (
        <EditButton opens="expiry" control={controls('api-keys/set-expiry')} size="tiny">
          Change expiry
        </EditButton>
      );
  }
}
