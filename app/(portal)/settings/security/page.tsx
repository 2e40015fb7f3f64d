import type { Metadata } from 'next';
import Link from 'next/link';
import {
  AllowlistForm,
  ContactForm,
  LeakResponseForm,
} from '@/app/(portal)/settings/security/_components/late-forms';
import { PolicySection } from '@/app/(portal)/settings/security/_components/policy-section';
import { SecondFactorSection } from '@/app/(portal)/settings/security/_components/second-factor-section';
import { Section } from '@/components/section';
import { Alert } from '@/components/ui/alert';
import { requireActor } from '@/lib/auth/actor';
import { canonicalNetwork } from '@/lib/domain/allowlists/network';
import { controlOf } from '@/lib/domain/permissions';
import { readSecuritySettings } from '@/lib/domain/workspaces/security-settings';
import { say } from '@/lib/say';

export const metadata: Metadata = { title: 'Security' };

interface SecurityPageProps {
  searchParams: Promise<{ allow?: string | string[] }>;
}

export default async function SecurityPage({ searchParams }: SecurityPageProps) {
  const actor = await requireActor();
  const settings = await readSecuritySettings(actor);
  if (!settings.ok) return <Alert tone="danger">{settings.refusal.message}</Alert>;
  const { allow } = await searchParams;
  const { allowlist, contactEmail, leakResponse } = settings.value;
  const changeAllowlist = controlOf(actor, 'workspaces/set-allowlist');
  return (
    <div className="max-w-3xl space-y-5">
      <div className="space-y-1">
        <h1 className="font-semibold text-xl leading-8 tracking-tight">Security</h1>
        <p className="text-ink-muted">{say`Settings that protect your workspace, its API keys and your account.`}</p>
      </div>
      {!changeAllowlist.shown && (
        <Alert>You can see the workspace’s settings. Only an owner or admin can change them.</Alert>
      )}
      <Section
        title="Allowed addresses"
        lead={say`IPv4 or IPv6 addresses, or networks such as 203.0.113.0/24. Calls from other addresses are rejected, with every key.`}
      >
        <AllowlistForm
          allowlist={allowlist}
          suggestion={typeof allow === 'string' ? canonicalNetwork(allow) : undefined}
          control={changeAllowlist}
        />
      </Section>
      <Section
        title="Contact address"
        lead={say`Who we email before a key expires, when a key leaks, and when the balance is low`}
      >
        <ContactForm contactEmail={contactEmail} control={controlOf(actor, 'workspaces/set-contact-email')} />
      </Section>
      <Section
        title={say`Leaked keys`}
        lead={
          <span>
            <span>{say`Secret scanners and people report keys that they find in public places. We tell owners and admins by email.`}</span>{' '}
            <Link
              prefetch={false}
              href="/report-leaked-key"
              className="text-accent-text underline underline-offset-4"
            >
              {say`Report a leaked key`}
            </Link>
          </span>
        }
      >
        <LeakResponseForm
          leakResponse={leakResponse}
          control={controlOf(actor, 'workspaces/set-leak-response')}
        />
      </Section>
      <PolicySection actor={actor} />
      <SecondFactorSection actor={actor} />
    </div>
  );
}
