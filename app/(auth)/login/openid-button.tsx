'use client';

import { useState } from 'react';
import { z } from 'zod';
import { readCsrfToken } from '@/app/(auth)/_components/csrf-token';
import { RefusalAlert } from '@/components/forms/refusal-alert';
import { Button } from '@/components/ui/button';
import { withReturnPath } from '@/lib/return-path';

const answerSchema = z.object({ url: z.url() });

/** Gets the URL of the provider from next-auth, with a state that belongs to this browser. Null if that fails. */
async function fetchProviderUrl(next: string | undefined): Promise<string | null> {
  const csrfToken = await readCsrfToken();
  if (!csrfToken) return null;
  const answer = await fetch('/api/auth/signin/openid', {
    method: 'POST',
    body: new URLSearchParams({ csrfToken, callbackUrl: withReturnPath('/login', next), json: 'true' }),
  });
  if (!answer.ok) return null;
  const { url } = answerSchema.parse(await answer.json());
  // next-auth redirects to its own page if it can't reach the provider.
  return new URL(url).pathname.startsWith('/api/auth/') ? null : url;
}

/** Signs staff in with the provider's OpenID Connect service. */
export function OpenIdButton({ name, next }: { name: string; next: string | undefined }) {
  const [pending, setPending] = useState(false);
  const [failed, setFailed] = useState(false);

  async function signIn() {
    setPending(true);
    setFailed(false);
    const url = await fetchProviderUrl(next).catch(() => null);
    if (url) return window.location.assign(url);
    setFailed(true);
    setPending(false);
  }

  return (
    <div className="space-y-3 border-t pt-5">
      <Button size="large" className="w-full" pending={pending} onClick={signIn}>
        {`Sign in with ${name}`}
      </Button>
      <RefusalAlert message={failed ? `Can’t reach ${name}. Please try again.` : undefined} />
    </div>
  );
}
