'use client';

import Link from 'next/link';
import type { ReactElement } from 'react';
import { LastUsed } from '@/app/(portal)/settings/api-keys/_components/activity/last-used';
import { SelectBox } from '@/app/(portal)/settings/api-keys/_components/bulk/selection-provider';
import { KeyId } from '@/app/(portal)/settings/api-keys/_components/key-id';
import type { KeyRowControls } from '@/app/(portal)/settings/api-keys/_components/list/key-row-controls';
import { RowMenu } from '@/app/(portal)/settings/api-keys/_components/list/row-menu';
import { MaskedSecret } from '@/app/(portal)/settings/api-keys/_components/masked-secret';
import { RevealButton } from '@/app/(portal)/settings/api-keys/_components/reveal/reveal-button';
import { CaptionedCell } from '@/components/captioned-cell';
import { LinkProgress } from '@/components/link-progress';
import { LocalDate } from '@/components/local-date';
import { StatusBadge } from '@/components/status-badge';
import { Badge } from '@/components/ui/badge';
import type { ListedApiKey } from '@/lib/domain/api-keys/listed';
import type { ApiKeyView } from '@/lib/domain/api-keys/view';
import type { Control } from '@/lib/domain/permissions';

interface KeyRowProps {
  apiKey: ListedApiKey;
  // These are elements, because they need the provider's profile and the time of the server.
  environment: ReactElement;
  expiry: ReactElement;
  /** A reminder to rotate it, if that is due. */
  rotation: ReactElement;
  /** For revoking it, if the list shows that. */
  evidence: ReactElement | undefined;
  /** What the API calls it. */
  publicId: string;
  /** The label, with the id if other keys have the same label. */
  name: string;
  controls: KeyRowControls;
  /** Whether the viewer can see its secret again; undefined if the provider shows secrets once. */
  reveal: Control | undefined;
  /** Whether the viewer can do something to many keys. */
  isSelectable: boolean;
}

/** A date fits one line of its column. */
const TIME = '@[56rem]:pr-0! @[56rem]:text-[0.8125rem]';

/** One key. It is a client component, because its data is a fraction of its elements, which the page would send too. */
export function KeyRow({
  apiKey,
  environment,
  expiry,
  rotation,
  evidence,
  publicId,
  name,
  controls,
  reveal,
  isSelectable,
}: KeyRowProps) {
  const { id, label, scopes, maskedSecret, status, createdAt, createdBy } = apiKey;
  const isRevoked = status === 'revoked';
  const isShownAgain = reveal?.shown && !isRevoked;
  // On cards, the status is left of the buttons.
  const statusPlace = isRevoked ? 'right-4' : isShownAgain ? 'right-21' : 'right-13';
  return (
    <tr className="relative grid grid-cols-2 gap-x-4 gap-y-3 p-4 has-[[data-select]:checked]:bg-accent-soft @[56rem]:table-row">
      {isSelectable && (
        <td className="absolute top-4.5 left-4 @[56rem]:static @[56rem]:py-3.5 @[56rem]:pr-2 @[56rem]:pl-4 @[56rem]:align-top">
          <SelectBox keyId={id} name={name} />
        </td>
      )}
      <th
        scope="row"
        className={`col-span-2 min-w-0 pr-32 text-left font-medium @[56rem]:py-3 @[56rem]:pr-2 @[56rem]:align-top ${isSelectable ? 'pl-7 @[56rem]:pl-2' : '@[56rem]:pl-4'}`}
      >
        <Link
          prefetch={false}
          href={`/settings/api-keys/${id}`}
          aria-label={name}
          className="relative underline-offset-4 hover:underline"
        >
          <span>{label}</span>
          <LinkProgress />
        </Link>
        <KeyNames {...apiKey} />
        {apiKey.purpose && <span className="block font-normal text-ink-muted text-xs">{apiKey.purpose}</span>}
        {evidence}
      </th>
      <CaptionedCell from="56rem" className="col-span-2">
        <span className="block">
          <MaskedSecret masked={maskedSecret} />
        </span>
        <KeyId keyId={publicId} />
      </CaptionedCell>
      <CaptionedCell from="56rem" caption="Environment">
        {environment}
      </CaptionedCell>
      <CaptionedCell from="56rem" caption="Scopes">
        <ul className="space-y-0.5 font-mono text-ink-muted text-xs leading-5">
          {scopes.map((scope) => (
            <li key={scope}>{scope}</li>
          ))}
        </ul>
      </CaptionedCell>
      <CaptionedCell from="56rem" caption="Created" className={TIME}>
        <LocalDate date={createdAt} />
        <span title={createdBy} className="block truncate text-ink-muted text-xs">{`by ${createdBy}`}</span>
      </CaptionedCell>
      <CaptionedCell from="56rem" caption="Last used" className={TIME}>
        <LastUsed keyId={id} />
      </CaptionedCell>
      <CaptionedCell from="56rem" caption="Expires" className={TIME}>
        {expiry}
      </CaptionedCell>
      <CaptionedCell from="56rem" className={`absolute top-4 @[56rem]:static ${statusPlace}`}>
        <span className="flex flex-col items-end gap-1 @[56rem]:flex-row @[56rem]:flex-wrap @[56rem]:items-start">
          <StatusBadge status={status} />
          {apiKey.leaked && <Badge tone="danger">Leaked</Badge>}
          {rotation}
          {apiKey.rotating && !isRevoked && <Badge tone="accent">Rotating</Badge>}
        </span>
      </CaptionedCell>
      <CaptionedCell
        from="56rem"
        className="absolute top-2.5 right-2 @[56rem]:static @[56rem]:py-2 @[56rem]:text-right"
      >
        {!isRevoked && (
          <span className="flex justify-end">
            {isShownAgain && <RevealButton keyId={id} name={name} disabledReason={reveal.disabledReason} />}
            <RowMenu apiKey={apiKey} publicId={publicId} name={name} controls={controls} />
          </span>
        )}
      </CaptionedCell>
    </tr>
  );
}

/** Who answers for the key, and its tags. */
function KeyNames({ owner, tags }: Pick<ApiKeyView, 'owner' | 'tags'>) {
  return (
    <>
      {owner && <span className="block font-normal text-ink-muted text-xs">{owner}</span>}
      {tags.length > 0 && (
        <span className="flex flex-wrap gap-1 pt-1 font-normal text-ink-muted text-xs">
          {tags.map((tag) => (
            <span key={tag} className="max-w-full truncate rounded bg-hover px-1.5 py-0.5">
              {tag}
            </span>
          ))}
        </span>
      )}
    </>
  );
}
