'use client';

import { useEffect, useRef, useState, useTransition } from 'react';
import { toast } from 'sonner';
import { RecentUse } from '@/app/(portal)/settings/api-keys/_components/recent-use';
import type { RevocableKey } from '@/app/(portal)/settings/api-keys/_components/revoke-provider';
import { readImpactAction, revokeApiKeyAction } from '@/app/(portal)/settings/api-keys/actions';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { RevocationImpact } from '@/lib/domain/api-keys/impact';
import { type Result, refuse } from '@/lib/errors';

const unreachable = () => refuse('FAULT', 'Keydesk did not answer. Check your connection and try again.');

interface RevokeDialogProps {
  apiKey: RevocableKey;
  onClose(): void;
}

/** Asks before a key ends, and says what that would break. */
export function RevokeDialog({ apiKey, onClose }: RevokeDialogProps) {
  const cancel = useRef<HTMLButtonElement>(null);
  const [impact, setImpact] = useState<Result<RevocationImpact>>();
  const [refused, setRefused] = useState('');
  const [pending, startTransition] = useTransition();

  useEffect(() => {
    readImpactAction({ keyId: apiKey.id }).catch(unreachable).then(setImpact);
  }, [apiKey.id]);

  function revoke() {
    startTransition(async () => {
      const result = await revokeApiKeyAction({ keyId: apiKey.id }).catch(unreachable);
      if (!result.ok) return setRefused(result.refusal.message);
      onClose();
      toast.success(`“${apiKey.label}” is revoked`);
    });
  }

  return (
    <Dialog
      size="small"
      title={`Revoke “${apiKey.label}”?`}
      description="The next request with this key is refused. This cannot be undone."
      initialFocus={cancel}
      onClose={onClose}
      footer={
        <>
          <Button ref={cancel} onClick={onClose}>
            Cancel
          </Button>
          <Button variant="danger" pending={pending} onClick={revoke}>
            Revoke key
          </Button>
        </>
      }
    >
      <div className="space-y-3">
        <p className="truncate font-mono text-[0.8125rem]">{apiKey.maskedSecret}</p>
        <RecentUse impact={impact} />
        {refused && (
          <Alert tone="danger" role="alert">
            {refused}
          </Alert>
        )}
      </div>
    </Dialog>
  );
}
