import Link from 'next/link';
import { ResendVerification } from '@/app/(portal)/_components/resend-verification';
import { Alert } from '@/components/ui/alert';
import { say } from '@/lib/say';

/** Reminds a member to confirm their email address. */
export function VerificationNotice({
  email,
  disabledReason,
}: {
  email: string;
  disabledReason: string | undefined;
}) {
  return (
    <Alert title="Confirm your email address" action={<ResendVerification disabledReason={disabledReason} />}>
      We sent a link to <span className="text-ink">{email}</span>
      <span>{say`. Open it to create live keys. Sandbox keys work already.`}</span>{' '}
      <Link prefetch={false} href="/account" className="text-accent-text underline underline-offset-4">
        Correct the address
      </Link>
    </Alert>
  );
}
