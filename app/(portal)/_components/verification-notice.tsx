import { ResendVerification } from '@/app/(portal)/_components/resend-verification';
import { Alert } from '@/components/ui/alert';

/** Reminds a member, calmly, of the mail they have not answered. */
export function VerificationNotice({
  email,
  disabledReason,
}: {
  email: string;
  disabledReason: string | undefined;
}) {
  return (
    <Alert
      title="Confirm your e-mail address"
      action={<ResendVerification disabledReason={disabledReason} />}
    >
      We sent a link to <span className="text-ink">{email}</span>. Live keys need it; sandbox keys work
      already.
    </Alert>
  );
}
