import { DeleteAccountButton } from '@/app/(portal)/account/_components/delete-account-button';
import { Section } from '@/components/section';
import { Alert } from '@/components/ui/alert';
import type { Control } from '@/lib/domain/permissions';
import { say } from '@/lib/say';

interface DeleteSectionProps {
  /** The workspaces of which the member is the last owner. They must have another one first. */
  solelyOwnedWorkspaces: ReadonlyArray<{ id: string; name: string }>;
  control: Control;
}

/** The end of the member's account. */
export function DeleteSection({ solelyOwnedWorkspaces, control }: DeleteSectionProps) {
  return (
    <Section
      title="Delete account"
      lead={say`You leave all workspaces and your personal data is removed. API keys that you created belong to the workspaces and keep working. The audit log shows “Deleted account” instead of your name.`}
    >
      <div className="space-y-4 px-4 pt-4 pb-4 sm:px-5">
        {solelyOwnedWorkspaces.length > 0 && (
          <Alert title="You are the only owner of a workspace">
            <p>Make somebody else an owner, or close the workspace, before you delete your account:</p>
            <ul aria-label="Workspaces without another owner" className="mt-1 list-disc pl-5">
              {solelyOwnedWorkspaces.map(({ id, name }) => (
                <li key={id} className="wrap-anywhere">
                  {name}
                </li>
              ))}
            </ul>
          </Alert>
        )}
        <div className="flex justify-end">
          <DeleteAccountButton
            disabledReason={
              control.disabledReason ??
              (solelyOwnedWorkspaces.length > 0 ? 'A workspace would be without an owner.' : undefined)
            }
          />
        </div>
      </div>
    </Section>
  );
}
