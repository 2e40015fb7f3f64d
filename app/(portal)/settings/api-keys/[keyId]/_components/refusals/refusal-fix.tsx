import Link from 'next/link';
import type { ComponentProps } from 'react';
import { EditButton } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/edit-button';
import { StateButton } from '@/app/(portal)/settings/api-keys/[keyId]/_components/state/state-button';
import { type KeyControls, stateControls } from '@/app/(portal)/settings/api-keys/[keyId]/key-controls';
import { buttonClass } from '@/components/ui/button';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import type { Verb } from '@/lib/domain/permissions';
import type { RefusalFix as Fix } from '@/lib/domain/refusals/advice';

interface Edit extends Pick<ComponentProps<typeof EditButton>, 'opens' | 'suggestion'> {
  verb: Verb;
  text: string;
}

/** The dialog of this page that fixes it; null if it is fixed elsewhere. */
function editFor(fix: Fix): Edit | null {
  const limits = { opens: 'limits', verb: 'key-settings/set-limits' } as const;
  switch (fix.kind) {
    case 'addScope':
      return {
        opens: 'scopes',
        verb: 'key-settings/widen-scopes',
        suggestion: { scope: fix.scope },
        text: `Add ${fix.scope}`,
      };
    case 'allowAddress':
      if (fix.list === 'workspace') return null;
      return {
        opens: 'allowlist',
        verb: 'key-settings/set-allowlist',
        suggestion: { address: fix.address },
        text: `Allow ${fix.address}`,
      };
    case 'allowCountry':
      return { ...limits, suggestion: { country: fix.country }, text: `Allow ${fix.country}` };
    case 'allowSender':
      return { ...limits, suggestion: { sender: fix.sender }, text: `Allow ${fix.sender}` };
    case 'raiseSpendLimit':
      return { ...limits, text: 'Change limits' };
    case 'raiseRateLimit':
      return { opens: 'rateLimit', verb: 'key-settings/set-rate-limit', text: 'Change rate limit' };
    case 'extend':
      return { opens: 'expiry', verb: 'key-settings/set-expiry', text: 'Change expiry' };
    case 'enable':
      return null;
  }
}

interface RefusalFixProps {
  fix: Fix;
  /** The number of the cause in the list, from 1. */
  position: number;
  apiKey: ApiKeyDetails;
  controls: KeyControls;
}

/** A button that fixes the cause of rejected calls, for members who may change the key. */
export function RefusalFix({ fix, position, apiKey, controls }: RefusalFixProps) {
  if (!controls('key-settings/rename').shown) return null;
  // Several causes may need the same fix.
  const about = `for cause ${position}`;
  if (fix.kind === 'enable') {
    return <StateButton apiKey={apiKey} controls={stateControls(controls)} size="tiny" about={about} />;
  }
  const edit = editFor(fix);
  if (edit) {
    const { verb, text, ...opening } = edit;
    return (
      <EditButton {...opening} control={controls(verb)} size="tiny" aria-label={`${text} ${about}`}>
        {text}
      </EditButton>
    );
  }
  if (fix.kind !== 'allowAddress') return null;
  return (
    <Link
      prefetch={false}
      href={`/settings/security?allow=${encodeURIComponent(fix.address)}`}
      aria-label={`Open the workspace’s list ${about}`}
      className={buttonClass({ size: 'tiny' })}
    >
      Open the workspace’s list
    </Link>
  );
}
