import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { EmptyState } from '@/app/(portal)/settings/api-keys/_components/list/empty-state';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { portalApi } from '@/lib/profiles/portal-api';
import type { Profile } from '@/lib/profiles/profile';
import { providerWordsOf } from '@/lib/profiles/words';
import { setProviderWords } from '@/lib/say';
import { acme } from '@/lib/testing/requests/acme-profile';

function render(profile: Profile): string {
  setProviderWords(providerWordsOf(profile));
  const props = { mayCreate: true, policy: profile.keys, api: portalApi(profile) };
  return renderToStaticMarkup(createElement(EmptyState, props)).replaceAll('&quot;', '"');
}

it('shows the first steps in the words of the provider, with a call of its API', () => {
  for (const text of [
    'No API keys yet',
    'Create a sandbox key',
    'KEYDESK_API_KEY',
    '/api/v1/messages" \\\n  --header "Authorization: Bearer $KEYDESK_API_KEY"',
  ]) {
    expect(render(keydesk)).toContain(text);
  }
  for (const text of [
    'No access tokens yet',
    'Create a test token',
    'It works like a production token',
    'ACME_TOKEN',
    '/api/sms" \\\n  --header "X-Acme-Token: $ACME_TOKEN"',
  ]) {
    expect(render(acme)).toContain(text);
  }
});
