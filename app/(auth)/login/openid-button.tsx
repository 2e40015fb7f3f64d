'use client';

import { useState } from 'react';
import { RefusalAlert } from '@/components/forms/refusal-alert';
import { Button } from '@/components/ui/button';

/** Signs staff in with the provider's OpenID Connect service. */
export function OpenIdButton({ name, next }: { name: string; next: string | undefined }) {
  const [pending, setPending] = useState(false);
  const [failed, setFailed] = useState(false);

  async function signIn() {
    setPending(true);
    setFailed(false);
    const url = await import('@/app/(auth)/login/provider-url')
      .then(({ fetchProviderUrl }) => fetchProviderUrl(next))
      .catch(() => null);
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
