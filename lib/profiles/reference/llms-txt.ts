import type { Profile } from '@/lib/profiles/profile';
import { markdownPath } from '@/lib/profiles/reference/address';
import type { ReferencePage } from '@/lib/profiles/reference/content';
import { providerWordsOf } from '@/lib/profiles/words';
import { sayWith } from '@/lib/say';

/**
 * The index of the API reference for language models (llmstxt.org): a title, a summary, and lists of links to Markdown.
 * @param origin the address that customers open, without a trailing slash
 */
export function toLlmsTxt(profile: Profile, origin: string, pages: readonly ReferencePage[]): string {
  const say = sayWith(providerWordsOf(profile));
  const links = pages.map(
    ({ slug, title, summary }) => `- [${title}](${origin}${markdownPath(slug)}): ${summary}`,
  );
  return [
    say`# Keydesk API`,
    say`> The HTTP API of Keydesk, at ${origin}${profile.base}. Every request carries an API key.`,
    '## API reference',
    links.join('\n'),
    '## For programs',
    `- [OpenAPI document](${origin}${profile.base}/openapi.json): the whole API in OpenAPI 3.1.`,
  ]
    .join('\n\n')
    .concat('\n');
}
