import type { Profile } from '@/lib/profiles/profile';
import { SLUGS, type Slug } from '@/lib/profiles/reference/address';
import type { ReferencePage, Section } from '@/lib/profiles/reference/content';
import { conventions } from '@/lib/profiles/reference/conventions';
import { errorSections } from '@/lib/profiles/reference/errors';
import { getStarted } from '@/lib/profiles/reference/get-started';
import { operations } from '@/lib/profiles/reference/operations';
import { sandbox } from '@/lib/profiles/reference/sandbox';
import { signing } from '@/lib/profiles/reference/signing';
import { webhooks } from '@/lib/profiles/reference/webhooks';
import { providerWordsOf } from '@/lib/profiles/words';
import { type Say, sayWith } from '@/lib/say';

interface Chapter {
  title: string;
  summary: string;
  sections(profile: Profile, origin: string): Section[];
}

const chapters = (say: Say): Record<Slug, Chapter> => ({
  '': {
    title: 'Get started',
    summary: 'The first call, authentication, environments and scopes.',
    sections: getStarted,
  },
  conventions: {
    title: 'Conventions',
    summary: 'Formats, rate limits, idempotency: what applies to every operation.',
    sections: conventions,
  },
  operations: {
    title: 'Operations',
    summary: 'Every operation with its fields, samples and responses.',
    sections: operations,
  },
  errors: {
    title: 'Errors',
    summary: 'Every error code, what it means and what to do.',
    sections: errorSections,
  },
  signing: {
    title: 'Signing requests',
    summary: 'How to sign requests with a signing secret.',
    sections: signing,
  },
  webhooks: {
    title: 'Receiving webhooks',
    summary: 'Events that we send to your server, and how to verify them.',
    sections: webhooks,
  },
  sandbox: {
    title: say`Sandbox`,
    summary: 'Testing without sending messages or spending money.',
    sections: sandbox,
  },
});

/**
 * The API reference of a profile: every page that its HTML and its Markdown show.
 * @param origin the address that customers open, without a trailing slash
 */
export function referencePages(profile: Profile, origin: string): ReferencePage[] {
  const slugs = SLUGS.filter((slug) => slug !== 'signing' || profile.signature !== null);
  const all = chapters(sayWith(providerWordsOf(profile)));
  return slugs.map((slug) => {
    const { title, summary, sections } = all[slug];
    return { slug, title, summary, sections: sections(profile, origin) };
  });
}
