import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { ScopePicker } from '@/app/(portal)/settings/api-keys/_components/create/scope-picker';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import type { Profile } from '@/lib/profiles/profile';
import { acme } from '@/lib/testing/requests/acme-profile';

function render({ keys }: Profile): string {
  const props = { policy: keys, value: [], onChange: () => undefined, error: undefined };
  return renderToStaticMarkup(createElement(ScopePicker, props));
}

it('offers the scopes of the provider in its groups, its presets, and * only where it exists', () => {
  for (const text of ['Messages', 'messages.send', 'Balance', 'Send and track', 'Full access']) {
    expect(render(keydesk)).toContain(text);
  }
  for (const text of ['Texts', 'sms', 'reports']) expect(render(acme)).toContain(text);
  expect(render(acme)).not.toContain('Full access');
});
