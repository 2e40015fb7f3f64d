'use client';

import { changeScopesAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { focusContent } from '@/components/focus-content';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { useServerAction } from '@/components/use-server-action';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import { UNUSED_DAYS } from '@/lib/domain/api-keys/health';
import type { Control } from '@/lib/domain/permissions';

interface UnusedScopesProps {
  apiKey: Pick<ApiKeyDetails, 'id' | 'scopes'>;
  /** Those that no successful call has needed for a long time. */
  unused: readonly string[];
  control: Control;
}

/** Says how many scopes are unused, and takes them away with one click. The page then offers to undo it. */
export function UnusedScopes({ apiKey: { id, scopes }, unused, control }: UnusedScopesProps) {
  const { pending, call } = useServerAction(changeScopesAction);
  if (unused.length === 0) return null;
  const needed = scopes.filter((scope) => !unused.includes(scope));
  const target = `${needed.length} ${needed.length === 1 ? 'scope' : 'scopes'}`;

  function narrow() {
    call({ keyId: id, scopes: needed, from: scopes }, () => {
      focusContent();
      toast.success(`Narrowed to ${target}`);
    });
  }

  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1.5 pt-2">
      <span>{`${unused.length} of ${scopes.length} scopes unused for ${UNUSED_DAYS} days`}</span>
      {needed.length > 0 && control.shown && (
        <Button size="tiny" disabledReason={control.disabledReason} pending={pending} onClick={narrow}>
          {`Narrow to ${target}`}
        </Button>
      )}
    </span>
  );
}
