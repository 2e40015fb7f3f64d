import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { loadKey } from '@/app/(portal)/settings/api-keys/[keyId]/load-key';
import { CheckForm } from '@/app/(portal)/settings/api-keys/[keyId]/signing/_components/late-forms';
import { Breadcrumb } from '@/components/breadcrumb';
import { CodeBlock } from '@/components/code/code-block';
import { EnvironmentBadge } from '@/components/environment-badge';
import { Section } from '@/components/section';
import { Alert } from '@/components/ui/alert';
import { requireActor } from '@/lib/auth/actor';
import { controlOf } from '@/lib/domain/permissions';
import { appUrl } from '@/lib/env';
import { currentProfile } from '@/lib/profiles/current';
import { signedSamplesForKey } from '@/lib/profiles/signed-samples-for-key';
import { LANGUAGES } from '@/lib/profiles/snippets/languages';
import { URL_VARIABLE } from '@/lib/profiles/snippets/request';
import { say } from '@/lib/say';

export const metadata: Metadata = { title: 'Signing' };

interface SigningPageProps {
  params: Promise<{ keyId: string }>;
}

/** How to sign calls with this key, and a check of what somebody's code signs. */
export default async function SigningPage({ params }: SigningPageProps) {
  const actor = await requireActor();
  const key = await loadKey((await params).keyId);
  const profile = currentProfile();
  const { base, keys, signature } = profile;
  if (!key.ok || signature === null) notFound();
  const apiKey = key.value;
  const address = `/settings/api-keys/${apiKey.id}`;
  const samples = signedSamplesForKey(profile, apiKey);
  const variables = [
    `${URL_VARIABLE}="${appUrl()}${base}"`,
    say`${keys.variable}="<your API key>"`,
    `${keys.signingVariable}="<your signing secret>"`,
  ];
  return (
    <div className="max-w-4xl space-y-5">
      <div className="space-y-2">
        <Breadcrumb href={address} parent={apiKey.label} current="Signing" />
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <h1 className="min-w-0 font-semibold text-xl leading-8 tracking-tight">
            Signing with <span className="wrap-anywhere">{apiKey.label}</span>
          </h1>
          <EnvironmentBadge environment={apiKey.environment} />
        </div>
        <p className="text-ink-muted">{signature.summary}</p>
      </div>
      {apiKey.signing.secretVersion === null && (
        <Alert tone="warning">
          <span>{say`This key has no signing secret yet.`}</span>{' '}
          <Link prefetch={false} href={address} className="text-accent-text underline underline-offset-4">
            Require signatures
          </Link>{' '}
          to get one.
        </Alert>
      )}
      <Section title="Samples" lead={say`They sign a call with the id of this key.`}>
        <div className="space-y-3 px-4 pt-3 pb-4 sm:px-5">
          <CodeBlock
            title="Environment variables"
            name="Environment variables"
            text={variables.map((line) => `export ${line}`).join('\n')}
          />
          {samples.map(({ language, text }) => (
            <CodeBlock
              key={language}
              title={LANGUAGES[language]}
              name={`Signed call in ${LANGUAGES[language]}`}
              text={text}
            />
          ))}
          {samples.length === 0 && (
            <p className="text-ink-muted">{say`The scopes of this key allow no call that has a sample.`}</p>
          )}
          <Link
            prefetch={false}
            href="/docs/signing"
            className="inline-block text-accent-text underline underline-offset-4"
          >
            How to sign requests
          </Link>
        </div>
      </Section>
      <Section
        title="Check a signature base"
        lead="Paste the text that your code signs, and see what is wrong with it. Nothing is stored."
      >
        <CheckForm keyId={apiKey.id} control={controlOf(actor, 'signature-checks/check')} />
      </Section>
    </div>
  );
}
