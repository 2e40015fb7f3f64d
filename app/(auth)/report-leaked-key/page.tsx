import type { Metadata } from 'next';
import { AuthCard } from '@/app/(auth)/_components/auth-card';
import { ReportForm } from '@/app/(auth)/report-leaked-key/report-form';
import { say } from '@/lib/say';

export const generateMetadata = (): Metadata => ({ title: say`Report a leaked key` });

export default function ReportLeakedKeyPage() {
  return (
    <AuthCard
      title={say`Report a leaked key`}
      lead={say`You found an API key where others can read it? Tell us, and we protect its owner. You don’t need an account.`}
    >
      <ReportForm />
    </AuthCard>
  );
}
