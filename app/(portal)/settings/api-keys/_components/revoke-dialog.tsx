'use client';

import { useId, useRef, useState, useTransition } from 'react';
import { toast } from 'sonner';
import { RecentUse } from '@/app/(portal)/settings/api-keys/_components/recent-use';
import type { RevocableKey } from '@/app/(portal)/settings/api-keys/_components/revoke-provider';
import { useImpact } from '@/app/(portal)/settings/api-keys/_components/use-impact';
import { readImpactAction, revokeApiKeyAction } from '@/app/(portal)/settings/api-keys/actions';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { unreachable } from '@/components/unreachable';
import type { RevocationImpact } from '@/lib/domain/api-keys/impact';
import { tidy } from '@/lib/domain/text/tidy';
import type { Result } from '@/lib/errors';

/** Whether ending the key would break something, as far as is known. A rehearsal in the sandbox breaks nothing. */
function inUse({ environment }: RevocableKey, impact: Result<RevocationImpact> | undefined): boolean {
  return environment === 'live' && impact?.ok === true && impact.value.callsLastDay > 0;
}

interface RevokeDialogProps {
  apiKey: RevocableKey;
  onClose(): void;
}

/** Asks before a key ends, says what that would break, and wants the label typed where it breaks something. */
export function RevokeDialog({ apiKey, onClose }: RevokeDialogProps) {
  const cancel = useRef<HTMLButtonElement>(null);
  const formId = useId();
  const impact = useImpact(apiKey.id);
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState('');
  const [pending, startTransition] = useTransition();
  const isUsed = inUse(apiKey, impact);

  function revoke() {
    startTransition(async () => {
      const known = impact ?? (await readImpactAction({ keyId: apiKey.id }).catch(unreachable));
      if (inUse(apiKey, known) && tidy(typed) !== tidy(apiKey.label)) {
        return setWrong(`Type “${apiKey.label}” to confirm: this key is in use.`);
      }
      const result = await revokeApiKeyAction({ keyId: apiKey.id }).catch(unreachable);
      if (!result.ok) return setWrong(result.refusal.message);
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
          <Button type="submit" form={formId} variant="danger" pending={pending}>
            Revoke key
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        className="space-y-3"
        onSubmit={(event) => {
          event.preventDefault();
          revoke();
        }}
      >
        <p className="truncate font-mono text-[0.8125rem]">{apiKey.maskedSecret}</p>
        <RecentUse impact={impact} />
        {isUsed && (
          <Field
            label="Type the label to confirm"
            hint={
              <>
                The label is <span className="break-words font-medium text-ink">{apiKey.label}</span>
              </>
            }
            error={wrong}
          >
            <Input
              autoComplete="off"
              spellCheck={false}
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
                setWrong('');
              }}
            />
          </Field>
        )}
        {wrong && !isUsed && (
          <Alert tone="danger" role="alert">
            {wrong}
          </Alert>
        )}
      </form>
    </Dialog>
  );
}
